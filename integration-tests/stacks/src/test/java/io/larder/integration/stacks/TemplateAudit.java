package io.larder.integration.stacks;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was tried, kept whatever becomes of the transaction around it. */
class TemplateAudit {
    private final JdbcTemplate template;

    TemplateAudit(JdbcTemplate template) {
        this.template = template;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void tried(String what) {
        template.update("insert into audit (what) values (?)", what);
    }

    @Transactional(propagation = Propagation.NESTED)
    public void triedInVain(String what) {
        template.update("insert into audit (what) values (?)", what);
        throw new IllegalArgumentException(what);
    }

    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public String all() {
        return template.queryForList("select what from audit order by id", String.class)
                .toString();
    }
}
