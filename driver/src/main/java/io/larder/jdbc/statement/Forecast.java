package io.larder.jdbc.statement;

import io.larder.cache.SessionKey;
import io.larder.invalidation.ReadSet;
import io.larder.invalidation.SchemaModel;
import io.larder.jdbc.rules.Treatment;
import io.larder.sql.BypassReason;
import io.larder.sql.Change;
import io.larder.sql.StatementPlan;
import java.util.Optional;

/**
 * What would become of a statement if it were run now in the session that asks.
 *
 * @param plan what is known of its text
 * @param effect what it may change
 * @param reason why it would be answered by the database without looking for an answer; empty if that would be looked for
 * @param reads what it reads; of a query only
 * @param key the session's part of the key; empty if it is not known
 * @param treatment what the user wants for it; of a query only
 * @param schema empty while it is not known
 */
public record Forecast(
        StatementPlan plan,
        Change effect,
        Optional<BypassReason> reason,
        Optional<ReadSet> reads,
        Optional<SessionKey> key,
        Treatment treatment,
        Optional<SchemaModel> schema) {}
