package io.larder.jdbc.cache;

import io.larder.cache.shared.SharedStamp;
import io.larder.invalidation.hub.LogPosition;
import io.larder.invalidation.hub.Node;
import io.larder.invalidation.hub.Place;
import io.larder.sql.TableName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order of all changes as the log shows it that the processes of a database have in common. */
record NodeOrder(Node node) implements SharedOrder {
    @Override
    public @Nullable SharedStamp now() {
        Place place = node.place();
        return place == null
                ? null
                : new SharedStamp(place.epoch(), place.at().number(), place.at().nonce());
    }

    @Override
    public boolean unchangedSince(SharedStamp stamp, Set<TableName> tables) {
        LogPosition at = new LogPosition(stamp.position(), stamp.nonce());
        return node.unchangedSince(new Place(stamp.epoch(), at), tables);
    }
}
