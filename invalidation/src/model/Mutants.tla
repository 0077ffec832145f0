------------------------------- MODULE Mutants -------------------------------
(* One rule is left out at a time: the claim must then fail, or the rule, or the model, would be decoration. Beside    *)
(* each is what suffices to break it. A mutant is left alone as soon as a stale answer was served; Mutant.cfg shows    *)
(* how one of them comes about.                                                                                         *)
EXTENDS Coherence

CONSTANT Rule   \* the one to look at (Mutant.cfg)

Leave(rule, writes, shares, crashes, lapses, losses) ==
    [without |-> rule, writes |-> writes, shared |-> shares, crashes |-> crashes, lapses |-> lapses,
     losses |-> losses, unheard |-> 0, outages |-> 0]

All == {
    \* Rule 1: an answer is kept although its tables changed while the query ran.
    Leave("NO_STAMP", 1, 0, 0, 0, 0),
    \* Rule 2: an answer is served although a write is announced; although the lease has ended.
    Leave("NO_PENDING", 1, 0, 0, 0, 0),
    Leave("NO_EXPIRY", 1, 0, 0, 1, 0),
    \* Rule 3: COMMIT is sent before the intent is in the log.
    Leave("NO_INTENT", 1, 0, 0, 0, 0),
    \* Rule 4: COMMIT is sent before all know; the hub leaves out a process that may still serve.
    Leave("NO_ACK", 1, 0, 0, 0, 0),
    Leave("NO_LEASE", 1, 0, 0, 0, 0),
    \* Rule 5: COMMIT is sent although the lease was interrupted; on the strength of an epoch that is gone.
    Leave("NO_FENCE", 1, 0, 0, 1, 0),
    Leave("NO_EPOCH", 1, 0, 0, 0, 1),
    \* Rule 6: an unknown outcome counts as rolled back; a close names its process, not its intent.
    Leave("NO_UNKNOWN", 1, 0, 0, 0, 0),
    Leave("NO_KEY", 2, 0, 0, 0, 0),
    \* Rule 7: an entry of the log is skipped; answers are kept over the end of an epoch.
    Leave("NO_ORDER", 2, 0, 0, 0, 0),
    Leave("NO_FORGET", 1, 0, 0, 0, 1),
    \* Rule 8: who joins serves at once; who joins does not learn what is open.
    Leave("NO_CATCHUP", 1, 0, 0, 1, 0),
    Leave("NO_OPEN", 1, 0, 1, 0, 0),
    \* Rule 9: a dead process's write counts as rolled back; it is closed while its COMMIT is on its way.
    Leave("NO_SWEEP", 1, 0, 1, 0, 0),
    Leave("NO_HOLD", 1, 0, 1, 0, 0),
    \* Rule 10: no grace; nothing is announced again; what was announced again is not learnt; nobody
    \* announces for a process that is gone; a lost end goes unnoticed.
    Leave("NO_GRACE", 1, 0, 0, 0, 1),
    Leave("NO_REANNOUNCE", 1, 0, 0, 0, 1),
    Leave("NO_SECOND_JOIN", 1, 0, 0, 0, 1),
    Leave("NO_HEIR", 1, 0, 1, 0, 1),
    Leave("NO_NOTICE", 2, 0, 0, 0, 1),
    \* Rule 11: a shared answer is taken without asking for the last changes; without looking at its epoch; before the
    \* hub knows what its own process has committed.
    Leave("NO_LAST_CHANGE", 1, 1, 0, 0, 0),
    Leave("NO_ANSWERS_EPOCH", 1, 1, 0, 0, 1),
    Leave("NO_TOLD", 1, 1, 0, 0, 0),
    \* Rule 12: who was cut off with all the others goes on in the same epoch.
    [Leave("NO_NEW_EPOCH", 1, 0, 0, 0, 0) EXCEPT !.outages = 1]}

One == {s \in All : s.without = Rule}

(* TLC's memory beside the states: which mutants were caught. Right for one worker only, as each has its own memory. *)
Caught == 1
ASSUME TLCSet(Caught, {})
Uncaught == without \notin TLCGet(Caught)
Watched ==
    \/ Coherent \/ ~Uncaught
    \/ TLCSet(Caught, TLCGet(Caught) \cup {without}) /\ PrintT(<<"caught", without, TLCGet("level")>>)
=============================================================================
