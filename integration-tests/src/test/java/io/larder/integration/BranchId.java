package io.larder.integration;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import javax.transaction.xa.Xid;

/** The identifier of a branch, as a transaction manager makes it. */
record BranchId(String global) implements Xid {
    private static final AtomicLong LAST = new AtomicLong();

    static BranchId next() {
        return new BranchId(ProcessHandle.current().pid() + "-" + LAST.incrementAndGet() + "-" + System.nanoTime());
    }

    @Override
    public int getFormatId() {
        return 7;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return global.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {1};
    }
}
