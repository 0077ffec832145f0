package io.larder.integration.stacks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.PersistJobDataAfterExecution;

/** A job that counts its executions: in this process by its name and in the database. Public: Quartz makes it. */
@DisallowConcurrentExecution
@PersistJobDataAfterExecution
public class CountingJob implements Job {
    /** By group, which is one of its own for each test, and name. */
    static final Map<String, AtomicInteger> EXECUTIONS = new ConcurrentHashMap<>();

    @Override
    public void execute(JobExecutionContext context) {
        var data = context.getJobDetail().getJobDataMap();
        data.put("executions", data.getIntValue("executions") + 1);
        EXECUTIONS
                .computeIfAbsent(context.getJobDetail().getKey().toString(), unseen -> new AtomicInteger())
                .incrementAndGet();
    }
}
