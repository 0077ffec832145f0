package io.larder.jdbc.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.cache.SessionKey;
import io.larder.invalidation.ReadSet;
import io.larder.jdbc.cache.ReadProof.Next;
import io.larder.jdbc.database.LockTable.LockedTable;
import io.larder.sql.BypassReason;
import io.larder.sql.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Queries of {@code item} of which the database says what they lock; {@code view} is a name that is not tracked. */
class ReadProofTest {
    private static final SessionKey ALICE = new SessionKey(List.of("alice"));
    private static final SessionKey BOB = new SessionKey(List.of("bob"));

    private static final TextFigures TEXT = new TextFigures("", new Statistics());

    private final ReadProof proof = new ReadProof(reads("item"), ReadProofTest::bySchema, TEXT);

    private static ReadSet bySchema(Set<TableName> tables) {
        boolean tracked = !tables.contains(new TableName("view"));
        return new ReadSet(tables, tracked ? Optional.empty() : Optional.of(BypassReason.TABLE_NOT_PLAIN));
    }

    private static ReadSet reads(String... tables) {
        return new ReadSet(Arrays.stream(tables).map(TableName::new).collect(Collectors.toSet()), Optional.empty());
    }

    /** Locks of readers; those of writers have an exclamation mark. */
    private static Set<LockedTable> locked(String... tables) {
        return Arrays.stream(tables)
                .map(name -> new LockedTable(new TableName(name.replace("!", "")), name.endsWith("!")))
                .collect(Collectors.toSet());
    }

    @Test
    void aTextIsProvenTwiceAndThenCostsNothing() {
        assertThat(proof.next(ALICE, true)).isEqualTo(Next.OBSERVE);
        assertThat(proof.observe(ALICE, locked("item"), true)).isEqualTo(reads("item"));
        assertThat(proof.next(ALICE, true)).isEqualTo(Next.OBSERVE);
        assertThat(proof.observe(ALICE, locked("item"), true)).isEqualTo(reads("item"));
        assertThat(proof.next(ALICE, true)).isEqualTo(Next.KEEP);
        assertThat(proof.next(ALICE, false)).isEqualTo(Next.KEEP);
    }

    @Test
    void eachSessionProvesItOnceUpToAFew() {
        for (int i = 0; i < 8; i++) {
            SessionKey session = new SessionKey(List.of("session " + i));
            assertThat(proof.next(session, true)).isEqualTo(Next.OBSERVE);
            proof.observe(session, locked("item"), true);
        }
        assertThat(proof.next(BOB, true)).isEqualTo(Next.KEEP);
    }

    @Test
    void aTextThatReadsMoreIsRefusedForGoodInAllSessions() {
        proof.observe(ALICE, locked("item"), true);
        proof.observe(ALICE, locked("item"), true);

        ReadSet refused = proof.observe(BOB, locked("item", "hidden"), true);
        assertThat(refused.notCacheable()).contains(BypassReason.READS_MORE);
        assertThat(proof.reads()).isEqualTo(refused);
        assertThat(proof.observe(ALICE, locked("item"), true)).isEqualTo(refused);
        assertThat(proof.next(ALICE, true)).isEqualTo(Next.PASS);
    }

    @Test
    void aTextThatWritesIsRefused() {
        assertThat(proof.observe(ALICE, locked("item", "log!"), true).notCacheable())
                .contains(BypassReason.READS_MORE);
    }

    @Test
    void whatRanBeforeConvictsNobodyAndProvesNothing() {
        assertThat(proof.observe(ALICE, locked("item", "earlier"), false)).isEqualTo(reads("item", "earlier"));
        assertThat(proof.reads()).isEqualTo(reads("item", "earlier"));
        assertThat(proof.next(ALICE, false)).isEqualTo(Next.OBSERVE);
    }

    @Test
    void whatNotAllExecutionsHaveLockedIsNotRead() {
        proof.observe(ALICE, locked("item", "one", "two"), false);
        assertThat(proof.observe(ALICE, locked("item", "two", "three"), false))
                .isEqualTo(reads("item", "two", "three"));
        assertThat(proof.reads()).isEqualTo(reads("item", "two"));
        proof.observe(ALICE, locked("item", "three"), false);
        assertThat(proof.reads()).isEqualTo(reads("item"));
        assertThat(proof.next(ALICE, false)).isEqualTo(Next.KEEP);
    }

    @Test
    void whatWasOnlyWrittenBeforeIsNotRead() {
        assertThat(proof.observe(ALICE, locked("item", "earlier!"), false)).isEqualTo(reads("item"));
        assertThat(proof.observe(ALICE, locked("item", "both", "both!"), false)).isEqualTo(reads("item", "both"));
    }

    @Test
    void whatAllExecutionsHaveLockedIsDependedOnUntilOneBeginsItsTransaction() {
        for (int i = 0; i < 8; i++) {
            assertThat(proof.next(ALICE, false)).isEqualTo(Next.OBSERVE);
            proof.observe(ALICE, locked("item", "earlier"), false);
        }
        assertThat(proof.next(ALICE, false)).isEqualTo(Next.KEEP);
        assertThat(proof.reads()).isEqualTo(reads("item", "earlier"));

        assertThat(proof.next(ALICE, true)).isEqualTo(Next.OBSERVE);
        proof.observe(ALICE, locked("item"), true);
        assertThat(proof.reads()).isEqualTo(reads("item"));
        assertThat(proof.next(ALICE, true)).isEqualTo(Next.KEEP);
    }

    @Test
    void whatCannotBeTrackedIsNotDependedOn() {
        for (int i = 0; i < 8; i++) {
            assertThat(proof.observe(ALICE, locked("item", "view"), false).notCacheable())
                    .contains(BypassReason.TABLE_NOT_PLAIN);
        }
        assertThat(proof.next(ALICE, false)).isEqualTo(Next.PASS);
        assertThat(proof.next(ALICE, true)).isEqualTo(Next.OBSERVE);
    }

    @Test
    void whatRowSecurityAsksOfTheSessionStaysInTheKey() {
        ReadSet guarded = new ReadSet(reads("item").tables(), Set.of("app.tenant"), Optional.empty());
        ReadProof ofTenants = new ReadProof(guarded, ReadProofTest::bySchema, TEXT);
        assertThat(ofTenants.observe(ALICE, locked("item"), true)).isEqualTo(guarded);
        assertThat(ofTenants.observe(ALICE, locked("item", "earlier"), false).settings())
                .containsExactly("app.tenant");
        assertThat(ofTenants.reads().settings()).containsExactly("app.tenant");
        assertThat(ofTenants.observe(BOB, locked("item", "hidden"), true).settings())
                .containsExactly("app.tenant");
    }

    @Test
    void whatMayBeReadBesidesAndAsksOfTheSessionIsNotKept() {
        ReadProof besides = new ReadProof(
                reads("item"), tables -> new ReadSet(tables, Set.of("app.tenant"), Optional.empty()), TEXT);
        for (int i = 0; i < 8; i++) {
            assertThat(besides.observe(ALICE, locked("item", "earlier"), false).notCacheable())
                    .contains(BypassReason.SESSION_NOT_KNOWN);
        }
        assertThat(besides.next(ALICE, false)).isEqualTo(Next.PASS);
    }

    @Test
    void aDatabaseThatDoesNotShowItsLocksIsNotAsked() {
        assertThat(ReadProof.notNeeded(reads("item"), TEXT).next(ALICE, true)).isEqualTo(Next.KEEP);
    }
}
