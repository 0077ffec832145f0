package io.larder.jdbc.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptRightsTest {
    private static final List<String> BEFORE =
            List.of("GRANT USAGE ON *.* TO `u`@`%`", "GRANT SELECT ON `d`.* TO `u`@`%`");
    private static final List<String> AFTER = List.of("GRANT USAGE ON *.* TO `u`@`%`");

    private long now;
    private final KeptRights rights = new KeptRights(() -> now);

    @Test
    void sessionsOfOneUserShareTheirs() {
        assertThat(rights.of("alice", "u", BEFORE, "1")).isEqualTo(rights.of("bob", "u", BEFORE, "2"));
    }

    @Test
    void whoBeganBeforeAChangeKeepsItsOwn() {
        String shared = rights.of("alice", "u", BEFORE, "1");
        rights.of("bob", "u", BEFORE, "2");
        String ofAlice = rights.of("alice", "u", AFTER, "1");
        String ofBob = rights.of("bob", "u", AFTER, "2");
        minutePasses();
        String later = rights.of("carol", "u", AFTER, "3");

        assertThat(List.of(shared, ofAlice, ofBob, later)).doesNotHaveDuplicates();
        assertThat(rights.of("alice", "u", AFTER, "1")).isEqualTo(ofAlice);
        assertThat(rights.of("dave", "u", AFTER, "4")).isEqualTo(later);
    }

    /** It began before it was looked at; when, is not known. */
    @Test
    void whoIsFirstSeenWhenAChangeIsNoticedKeepsItsOwn() {
        rights.of("alice", "u", BEFORE, "1");
        minutePasses();
        String first = rights.of("bob", "u", AFTER, "2");
        String second = rights.of("carol", "u", AFTER, "3");
        minutePasses();

        assertThat(List.of(first, second, rights.of("dave", "u", AFTER, "4"))).doesNotHaveDuplicates();
    }

    @Test
    void rightsThatComeBackAreShared() {
        String shared = rights.of("alice", "u", BEFORE, "1");
        rights.of("alice", "u", AFTER, "1");
        rights.of("alice", "u", BEFORE, "1");
        minutePasses();

        assertThat(rights.of("bob", "u", BEFORE, "2")).isEqualTo(shared);
        assertThat(rights.of("alice", "u", BEFORE, "1"))
                .as("it may have entered a database meanwhile")
                .isNotEqualTo(shared);
    }

    @Test
    void usersAndRolesHaveTheirOwnHistories() {
        String shared = rights.of("alice", "u", BEFORE, "1");
        rights.of("bob", "u with a role", BEFORE, "2");
        rights.of("bob", "u with a role", AFTER, "2");

        assertThat(rights.of("alice", "u", BEFORE, "1")).isEqualTo(shared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GRANT SELECT, DELETE HISTORY ON `d`.`t` TO `u`@`%`", "GRANT INSERT ON `d`.`t` TO PUBLIC"})
    void aRightToATableIsNotKept(String line) {
        assertThat(rights.of("alice", "u", List.of(line), "1")).isEqualTo(rights.of("alice", "u", List.of(), "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT SELECT ON *.* TO `u`@`%`",
                "GRANT SELECT ON `d`.* TO PUBLIC",
                "GRANT `a ON ``b``.``c`` TO ` TO `u`@`%`",
                "GRANT EXECUTE ON FUNCTION `d`.`f` TO `u`@`%`",
                "GRANT `r` TO `u`@`%`"
            })
    void whatMayBeKeptCounts(String line) {
        assertThat(rights.of("alice", "u", List.of(line), "1")).isNotEqualTo(rights.of("alice", "u", List.of(), "1"));
    }

    private void minutePasses() {
        now += Duration.ofMinutes(1).toNanos();
    }
}
