------------------------------ MODULE Coherence ------------------------------
(* When may an answer be served? The coherence protocol of several processes ("nodes") that keep answers of one        *)
(* database in memory and agree through one store ("the hub"): docs/coherence.md says it in words.                      *)
(*                                                                                                                      *)
(* Claim (strict): whenever a node answers from its cache, the answer is what the database holds as committed at that   *)
(* moment; whatever is late, whatever is lost, whoever crashes at whatever step, though the hub falls silent.           *)
(*                                                                                                                      *)
(* Each behaviour is one of the Scenarios: how much may happen in it, and which rule is left out (Mutants.tla), if any. *)
(*                                                                                                                      *)
(* What is not modelled, and why it need not be:                                                                        *)
(* - Time. A lease may end at any moment; that the hub counts it for longer than its process does is a guard.           *)
(* - Messages as such. A request and its effect are one step of the hub; it may come any time later than what led to    *)
(*   it, and its reply may be lost ("unheard").  An acknowledgement counts as soon as the log was applied: one that is     *)
(*   late only makes a writer wait.                                                                                     *)
(* - Stamps and clocks of one process as numbers: that a clock has passed a stamp is that the answer was dropped when   *)
(*   the change was applied. Stamps of answers that processes share are positions in the log.                           *)
(* - More than one answer at a time, by whatever process: reads change nothing for others, so what is wrong with one    *)
(*   answer is wrong without all the others.                                                                            *)
(* - A COMMIT that fails and counts as committed because nobody can tell: it outdates too much, which is never wrong.   *)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
    Nodes,       \* the processes; interchangeable
    Tables,      \* the tables; interchangeable
    Writes,      \* names of the writes; interchangeable
    Strict,      \* whether a write waits until all know of it
    Scenarios    \* [without, writes, shared, crashes, lapses, losses, unheard, outages]

VARIABLES
    without,     \* the rule that is left out, or "nothing"
    left,        \* what may still happen
    epoch,       \* number of the hub's memory; another one after it, or its end, was lost
    logs,        \* the log of each epoch: intents, and what closed them
    hubLive,     \* nodes whose lease the hub counts
    grace,       \* the epoch is new: nobody may serve yet
    silent,      \* the hub answers nobody
    node,        \* what each process knows
    answer,      \* the answer that some process is asking for, or keeps
    write,       \* each write, from its announcement until the hub knows its outcome
    shared       \* the answer to each question in the store that all processes use

vars == <<without, left, epoch, logs, hubLive, grace, silent, node, answer, write, shared>>

Questions == SUBSET Tables \ {{}}
Without(rule) == without = rule
None == [state |-> "none"]
Nobody == "nobody"
Never == 99

-----------------------------------------------------------------------------
(* The log. *)

Log == logs[epoch]
Intent(w) == [kind |-> "intent", of |-> w, about |-> 0]
Close(kind, w, p) == [kind |-> kind, of |-> w, about |-> p]

(* A close names the position of its intent: a process may have several intents open. *)
Closes(c, l, p) ==
    /\ c.kind # "intent"
    /\ IF Without("NO_KEY") THEN write[c.of].by = write[l[p].of].by ELSE c.about = p

OpenUpTo(l, end) == {p \in 1 .. end : l[p].kind = "intent" /\ ~\E q \in p + 1 .. end : Closes(l[q], l, p)}
OpenAtHub == OpenUpTo(Log, Len(Log))
OpenOf(w) == {p \in OpenAtHub : Log[p].of = w}

(* Position of the last committed change of a table; 0 if there was none in this epoch. *)
LastChange(t) ==
    LET changes == {p \in 1 .. Len(Log) : Log[p].kind = "committed" /\ t \in write[Log[p].of].tables}
    IN IF changes = {} THEN 0 ELSE CHOOSE p \in changes : \A other \in changes : other <= p

-----------------------------------------------------------------------------
(* A process. Its stage: "out", it has no lease; "joined", it has one, but has not applied the log as far as it stood   *)
(* when it joined (target); "serving".                                                                                  *)

Outside == [stage |-> "out", epoch |-> 0, target |-> 0, applied |-> 0, missed |-> {}]

Min(a, b) == IF a < b THEN a ELSE b
AppliedLog(n) == SubSeq(logs[node[n].epoch], 1, Min(node[n].applied, Len(logs[node[n].epoch])))

(* Its own writes are announced in it before the hub is told, and until it knows their outcome. *)
Own(n) == {w \in Writes : write[w].by = n /\ write[w].state \in {"announcing", "waiting", "committing"}}

Others(n) ==
    IF node[n].epoch = 0 THEN {}
    ELSE LET l == AppliedLog(n)
         IN {l[p].of : p \in {p \in OpenUpTo(l, Len(l)) \ node[n].missed : write[l[p].of].by # n}}

Changing(n, tables) == \E w \in Own(n) \cup Others(n) : write[w].tables \cap tables # {}

(* A process of an old epoch does not know that it is old until it fails to renew its lease. *)
MayServe(n) ==
    /\ node[n].stage = "serving" \/ (Without("NO_EXPIRY") /\ node[n].epoch # 0)
    /\ ~(grace /\ node[n].epoch = epoch)

Serves(n) ==
    /\ MayServe(n)
    /\ answer.state = "kept" /\ answer.by = n
    /\ Without("NO_PENDING") \/ ~Changing(n, answer.q)

Init ==
    /\ \E s \in Scenarios :
        /\ without = s.without
        /\ left = [writes |-> s.writes, shared |-> s.shared, crashes |-> s.crashes, lapses |-> s.lapses,
                   losses |-> s.losses, unheard |-> s.unheard, outages |-> s.outages]
    /\ epoch = 1
    /\ logs = << <<>> >>
    /\ hubLive = Nodes
    /\ grace = FALSE
    /\ silent = FALSE
    /\ node = [n \in Nodes |-> [Outside EXCEPT !.stage = "serving", !.epoch = 1]]
    /\ answer = None
    /\ write = [w \in Writes |-> [state |-> "new", by |-> Nobody, tables |-> {}, epoch |-> 0, pos |-> 0,
                                  interrupted |-> FALSE, outcome |-> "none", heard |-> FALSE]]
    /\ shared = [q \in Questions |-> None]

(* What becomes of the answer when changes of tables become known to a process. *)
Moved(n, tables) ==
    IF answer # None /\ answer.by = n /\ answer.q \cap tables # {} /\ (answer.state = "kept" \/ ~Without("NO_STAMP"))
    THEN None ELSE answer

-----------------------------------------------------------------------------
(* Rule 1: a read that is not served: stamp, query, store if nothing moved. *)

MayFill(n, q) == answer.state \in {"none", "kept"} /\ MayServe(n) /\ ~Changing(n, q)

Ask(n, q) ==
    /\ MayFill(n, q)
    /\ answer' = [state |-> "asked", by |-> n, q |-> q, old |-> {}, epoch |-> 0,
                  asOf |-> IF left.shared > 0 THEN node[n].applied ELSE 0]
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, node, write, shared>>

DatabaseAnswers ==
    /\ answer.state = "asked"
    /\ answer' = [answer EXCEPT !.state = "answered"]
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, node, write, shared>>

Store ==
    /\ answer.state \in {"answered", "checked"}
    /\ MayServe(answer.by) /\ ~Changing(answer.by, answer.q)
    /\ answer' = [answer EXCEPT !.state = "kept", !.asOf = 0, !.epoch = 0]
    /\ \/ UNCHANGED <<left, shared>>
       \/ /\ answer.state = "answered" /\ left.shared > 0
          /\ left' = [left EXCEPT !.shared = @ - 1]
          /\ shared' = [shared EXCEPT ![answer.q] =
                [state |-> "kept", old |-> answer.old, epoch |-> node[answer.by].epoch, asOf |-> answer.asOf]]
    /\ UNCHANGED <<without, epoch, logs, hubLive, grace, silent, node, write>>

DoNotStore ==
    /\ answer.state \in {"answered", "fetched", "checked"}
    /\ answer' = None
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, node, write, shared>>

-----------------------------------------------------------------------------
(* Rule 11: an answer that another process has stored. Not by a process of whose own change of its tables the hub does  *)
(* not know yet. *)

Untold(n) == {w \in Writes : write[w].by = n /\ write[w].state = "telling" /\ write[w].outcome = "committed"}

Fetch(n, q) ==
    /\ MayFill(n, q)
    /\ shared[q] # None
    /\ Without("NO_TOLD") \/ \A w \in Untold(n) : write[w].tables \cap q = {}
    /\ answer' = [state |-> "fetched", by |-> n, q |-> q, old |-> shared[q].old,
                  epoch |-> shared[q].epoch, asOf |-> shared[q].asOf]
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, node, write, shared>>

(* The hub is asked when the tables were changed last, after the answer was fetched and in the epoch of both. *)
Check ==
    /\ answer.state = "fetched" /\ ~silent
    /\ node[answer.by].epoch = epoch
    /\ Without("NO_ANSWERS_EPOCH") \/ answer.epoch = epoch
    /\ Without("NO_LAST_CHANGE") \/ \A t \in answer.q : LastChange(t) <= answer.asOf
    /\ answer' = [answer EXCEPT !.state = "checked"]
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, node, write, shared>>

-----------------------------------------------------------------------------
(* A write: announce, wait, COMMIT, close. *)

Begin(w, n, tables) ==
    /\ write[w].state = "new"
    /\ left.writes > 0
    \* Else it waits until it can announce; nothing is served meanwhile.
    /\ node[n].stage = "serving" \/ ~Strict
    /\ left' = [left EXCEPT !.writes = @ - 1]
    /\ write' = [write EXCEPT ![w] = [@ EXCEPT !.state = "announcing", !.by = n, !.tables = tables]]
    /\ UNCHANGED <<without, epoch, logs, hubLive, grace, silent, node, answer, shared>>

(* Rules 3 and 5: under a lease that allows to serve. Once more after the lease was interrupted, or the epoch is over; *)
(* an intent of the same write that is still open is not appended twice.                                                *)
Announce(w) ==
    LET n == write[w].by IN
    /\ \/ write[w].state = "announcing"
       \/ write[w].state = "waiting" /\ (write[w].interrupted \/ write[w].epoch # epoch)
       \* Who does not wait may have committed before its intent arrived.
       \/ ~Strict /\ write[w].state \in {"committing", "telling"} /\ write[w].epoch = 0
    /\ n # Nobody /\ node[n].stage = "serving" /\ node[n].epoch = epoch /\ n \in hubLive /\ ~grace /\ ~silent
    /\ logs' = IF OpenOf(w) # {} THEN logs ELSE [logs EXCEPT ![epoch] = Append(@, Intent(w))]
    /\ \/ /\ write' = [write EXCEPT ![w] =
                [@ EXCEPT !.state = IF @ # "announcing" THEN @ ELSE IF Strict THEN "waiting" ELSE "committing",
                          !.epoch = epoch, !.interrupted = FALSE,
                          !.pos = IF OpenOf(w) # {} THEN CHOOSE p \in OpenOf(w) : TRUE ELSE Len(Log) + 1]]
          /\ UNCHANGED left
       \* The reply is lost.
       \/ /\ left.unheard > 0
          /\ left' = [left EXCEPT !.unheard = @ - 1]
          /\ UNCHANGED write
    /\ UNCHANGED <<without, epoch, hubLive, grace, silent, node, answer, shared>>

(* Who joins after the intent learns of it before it serves. *)
Knows(m, p) ==
    /\ node[m].epoch = epoch
    /\ node[m].applied >= p \/ (node[m].stage = "joined" /\ node[m].target >= p)

(* Rules 4 and 5. The process may die, or the hub lose its memory, any time after: the COMMIT is on its way. *)
SendCommit(w) ==
    LET it == write[w]
        n == it.by
        unfenced == Without("NO_FENCE")
        agreed == \/ Without("NO_ACK")
                  \/ Without("NO_EPOCH") /\ it.epoch # epoch
                  \/ it.epoch = epoch /\ \A m \in hubLive \ {n} : Knows(m, it.pos)
    IN
    /\ \/ it.state = "waiting" /\ agreed /\ (unfenced \/ (node[n].stage = "serving" /\ ~it.interrupted))
       \/ it.state = "announcing" /\ (~Strict \/ Without("NO_INTENT"))
    /\ write' = [write EXCEPT ![w].state = "committing"]
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, node, answer, shared>>

(* The database commits, and the process learns of it or of nothing: what may be committed counts as it. Its own       *)
(* clocks move at once (rule 6).                                                                                        *)
Settle(w) ==
    /\ write[w].state = "committing"
    /\ LET n == write[w].by
           tables == write[w].tables
           Aged(it, q) == IF it # None /\ q \cap tables # {} THEN [it EXCEPT !.old = @ \cup {w}] ELSE it
           remains == Moved(n, tables)
       IN /\ answer' = IF remains.state \in {"none", "asked"} THEN remains ELSE Aged(remains, remains.q)
          /\ shared' = [q \in Questions |-> Aged(shared[q], q)]
          /\ write' = [write EXCEPT ![w] =
                IF n = Nobody THEN [@ EXCEPT !.state = "dead", !.epoch = 0, !.pos = 0, !.heard = FALSE]
                ELSE [@ EXCEPT !.state = "telling",
                               !.outcome = IF Without("NO_UNKNOWN") THEN "rolledBack" ELSE "committed"]]
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, node>>

RollBack(w) ==
    /\ write[w].state = IF Strict THEN "waiting" ELSE "committing"
    /\ write[w].by # Nobody
    /\ write' = [write EXCEPT ![w] = [@ EXCEPT !.state = "telling", !.outcome = "rolledBack"]]
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, node, answer, shared>>

(* Rule 6: the close reaches the hub. If somebody else has closed the intent, all are told again of what is committed.  *)
(* After the epoch is over there is nothing to tell: everybody has dropped everything, or will before it serves.        *)
Tell(w) ==
    /\ write[w].state = "telling" /\ ~silent
    /\ LET it == write[w]
           p == IF OpenOf(w) # {} THEN CHOOSE p \in OpenOf(w) : TRUE ELSE it.pos
           told == OpenOf(w) # {} \/ (it.epoch = epoch /\ it.outcome = "committed")
       IN /\ Strict \/ it.outcome = "rolledBack" \/ it.epoch # 0
          /\ logs' = IF told THEN [logs EXCEPT ![epoch] = Append(@, Close(it.outcome, w, p))] ELSE logs
          /\ write' = [write EXCEPT ![w] =
                [@ EXCEPT !.state = "done", !.outcome = "none", !.epoch = 0, !.pos = 0, !.interrupted = FALSE]]
    /\ UNCHANGED <<without, left, epoch, hubLive, grace, silent, node, answer, shared>>

(* Rule 10: what may be on its way to the database is announced in the new memory as well, as soon as it is joined. *)
AnnounceAgain(w) ==
    LET n == write[w].by IN
    /\ write[w].state = "committing" /\ write[w].epoch # epoch /\ ~Without("NO_REANNOUNCE")
    /\ n # Nobody /\ node[n].stage # "out" /\ node[n].epoch = epoch /\ ~silent
    /\ logs' = IF OpenOf(w) # {} THEN logs ELSE [logs EXCEPT ![epoch] = Append(@, Intent(w))]
    /\ write' = [write EXCEPT ![w] =
            [@ EXCEPT !.epoch = epoch, !.pos = IF OpenOf(w) # {} THEN CHOOSE p \in OpenOf(w) : TRUE ELSE Len(Log) + 1]]
    /\ UNCHANGED <<without, left, epoch, hubLive, grace, silent, node, answer, shared>>

(* Rule 12: a write goes on without the hub when that has been silent for so long that nobody has a lease any more; and *)
(* until its process has noticed that the hub is back, which it does within the grace.                                  *)
GoWithoutHub(w) ==
    LET n == write[w].by IN
    /\ write[w].state \in {"announcing", "waiting"} /\ Strict
    /\ node[n].stage = "out"
    /\ \/ silent /\ hubLive = {}
       \/ grace /\ node[n].epoch # epoch /\ \A m \in Nodes : node[m].stage = "out" \/ node[m].epoch = epoch
    /\ write' = [write EXCEPT ![w] = [@ EXCEPT !.state = "committing", !.interrupted = FALSE]]
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, node, answer, shared>>

-----------------------------------------------------------------------------
(* Delivery and leases. *)

(* Rule 7: strictly in order. *)
Apply(n) ==
    /\ node[n].stage # "out" /\ node[n].epoch = epoch /\ ~silent
    /\ \E at \in {node[n].applied + 1} \cup (IF Without("NO_ORDER") THEN {node[n].applied + 2} ELSE {}) :
        /\ at <= Len(Log)
        /\ LET e == Log[at]
               changed == IF e.kind = "committed" /\ write[e.of].by # n THEN write[e.of].tables ELSE {}
               arrived == node[n].stage = "joined" /\ at >= node[n].target
           IN /\ node' = [node EXCEPT ![n] = [@ EXCEPT
                    !.applied = at,
                    !.missed = @ \cup (node[n].applied + 1 .. at - 1),
                    !.stage = IF arrived THEN "serving" ELSE @,
                    !.target = IF arrived THEN 0 ELSE @]]
              /\ answer' = Moved(n, changed)
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, write, shared>>

(* Rule 8. One step at the hub: the lease, the head of the log, and the open intents for those who know nothing of this *)
(* epoch. Who has joined during the grace joins once more when it is over: what was announced again meanwhile must be   *)
(* known before anything is served.                                                                                     *)
(*                                                                                                                      *)
(* Rule 10: who comes from an older epoch announces for a process that is gone what it has heard to be on its way.      *)
Orphans(n) ==
    {w \in Others(n) : node[n].epoch # epoch /\ write[w].by = Nobody /\ write[w].state = "committing" /\ OpenOf(w) = {}}

Adopted(orphans) ==
    IF Without("NO_HEIR") THEN <<>>
    ELSE LET order == CHOOSE s \in [1 .. Cardinality(orphans) -> orphans] : \A w \in orphans : \E i \in DOMAIN s : s[i] = w
         IN [i \in DOMAIN order |-> Intent(order[i])]

Join(n) ==
    /\ ~silent
    /\ \/ node[n].stage = "out"
       \/ node[n].stage = "joined" /\ node[n].target = Never /\ node[n].epoch = epoch /\ ~grace
    /\ hubLive' = hubLive \cup {n}
    /\ LET adopted == Adopted(Orphans(n))
           head == Len(Log)
           unknown == node[n].epoch # epoch
           applied == IF unknown THEN head ELSE node[n].applied
           missed == IF unknown THEN IF Without("NO_OPEN") THEN OpenAtHub ELSE {} ELSE node[n].missed
           target == CASE Without("NO_CATCHUP") -> 0
                       [] grace /\ ~Without("NO_SECOND_JOIN") -> Never
                       [] OTHER -> head + Len(adopted)
           dropped == IF unknown /\ ~Without("NO_FORGET") THEN Tables ELSE {}
       IN /\ node' = [node EXCEPT ![n] =
                [stage |-> IF applied >= target THEN "serving" ELSE "joined", epoch |-> epoch,
                 target |-> IF applied >= target THEN 0 ELSE target, applied |-> applied, missed |-> missed]]
          /\ answer' = Moved(n, dropped)
          \* A log that nobody follows any more is forgotten.
          /\ logs' = [e \in 1 .. epoch |->
                IF e < epoch /\ \A m \in Nodes \ {n} : node[m].epoch # e THEN <<>>
                ELSE IF e = epoch THEN logs[e] \o adopted ELSE logs[e]]
          /\ write' = [w \in Writes |-> IF w \in Orphans(n) THEN [write[w] EXCEPT !.heard = TRUE] ELSE write[w]]
    /\ UNCHANGED <<without, left, epoch, grace, silent, shared>>

(* A lease that comes back is another one: the intents under this one may have been swept meanwhile. *)
Interrupted(n) == [w \in Writes |->
    IF write[w].by = n /\ write[w].state = "waiting" THEN [write[w] EXCEPT !.interrupted = TRUE] ELSE write[w]]

(* A process cannot renew its lease in an epoch that is gone. *)
EpochEnds(n) ==
    /\ node[n].stage # "out" /\ node[n].epoch # epoch
    /\ node' = [node EXCEPT ![n] = [@ EXCEPT !.stage = "out", !.target = 0]]
    /\ write' = Interrupted(n)
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, grace, silent, answer, shared>>

(* The process's own view of its lease ends: it was too late with the renewal. Or the log was cut behind its back, or   *)
(* has a gap: then it begins anew.                                                                                      *)
Lapse(n) ==
    /\ node[n].stage # "out"
    /\ \/ silent /\ UNCHANGED left
       \/ left.lapses > 0 /\ left' = [left EXCEPT !.lapses = @ - 1]
    /\ \E known \in {node[n].epoch, 0} :
        node' = [node EXCEPT ![n] = IF known = 0 THEN Outside ELSE [@ EXCEPT !.stage = "out", !.target = 0]]
    /\ write' = Interrupted(n)
    /\ UNCHANGED <<without, epoch, logs, hubLive, grace, silent, answer, shared>>

(* The hub's view of a lease ends after the process's own. *)
LeaseEndsAtHub(n) ==
    /\ n \in hubLive
    /\ node[n].stage = "out" \/ Without("NO_LEASE")
    /\ hubLive' = hubLive \ {n}
    /\ UNCHANGED <<without, left, epoch, logs, grace, silent, node, answer, write, shared>>

(* Rule 9: whoever notices closes the intents of a process that is gone, once the outcome is settled in the database. *)
Sweep(p) ==
    /\ p \in OpenAtHub /\ ~silent
    /\ LET w == Log[p].of IN
       /\ write[w].by \notin hubLive
       /\ write[w].state # "committing" \/ Without("NO_HOLD")
       /\ logs' = [logs EXCEPT ![epoch] =
            Append(@, Close(IF Without("NO_SWEEP") THEN "rolledBack" ELSE "committed", w, p))]
    /\ UNCHANGED <<without, left, epoch, hubLive, grace, silent, node, answer, write, shared>>

-----------------------------------------------------------------------------
(* Faults. *)

(* A process dies, and another one takes its place. A COMMIT that was on its way still is. *)
Crash(n) ==
    /\ left.crashes > 0
    /\ left' = [left EXCEPT !.crashes = @ - 1]
    /\ node' = [node EXCEPT ![n] = Outside]
    /\ answer' = IF answer # None /\ answer.by = n THEN None ELSE answer
    /\ write' = [w \in Writes |->
            IF write[w].by # n \/ write[w].state = "done" THEN write[w]
            ELSE IF write[w].state = "committing" THEN [write[w] EXCEPT !.by = Nobody]
            ELSE [write[w] EXCEPT !.by = Nobody, !.state = "dead", !.epoch = 0, !.pos = 0, !.interrupted = FALSE,
                                  !.outcome = "none"]]
    /\ UNCHANGED <<without, epoch, logs, hubLive, grace, silent, shared>>

(* The hub's memory is gone, or its end is (a replica that had not received it took over): both are noticed by the     *)
(* first step at the hub, which begins a new epoch.                                                                     *)
LoseMemory ==
    /\ left.losses > 0 /\ ~Without("NO_NOTICE") /\ ~silent
    /\ left' = [left EXCEPT !.losses = @ - 1]
    /\ epoch' = epoch + 1
    /\ logs' = Append(logs, <<>>)
    /\ hubLive' = {}
    /\ grace' = ~Without("NO_GRACE")
    /\ UNCHANGED <<without, silent, node, answer, write, shared>>

(* The end is gone, nobody had applied it, and nobody notices. *)
LoseEnd ==
    /\ left.losses > 0 /\ Without("NO_NOTICE")
    /\ left' = [left EXCEPT !.losses = @ - 1]
    /\ \E kept \in 0 .. Len(Log) :
        /\ \A n \in Nodes : node[n].applied <= kept
        /\ logs' = [logs EXCEPT ![epoch] = SubSeq(@, 1, kept)]
    /\ UNCHANGED <<without, epoch, hubLive, grace, silent, node, answer, write, shared>>

FallSilent ==
    /\ left.outages > 0 /\ ~silent
    /\ left' = [left EXCEPT !.outages = @ - 1]
    /\ silent' = TRUE
    /\ UNCHANGED <<without, epoch, logs, hubLive, grace, node, answer, write, shared>>

(* Rule 12: after a silence in which all leases have run out the first to join begins a new epoch, on the same log.    *)
ComeBack ==
    /\ silent
    /\ silent' = FALSE
    /\ LET anew == hubLive = {} /\ ~Without("NO_NEW_EPOCH") IN
       /\ epoch' = IF anew THEN epoch + 1 ELSE epoch
       /\ logs' = IF anew THEN Append(logs, Log) ELSE logs
       /\ grace' = (grace \/ anew)
    /\ UNCHANGED <<without, left, hubLive, node, answer, write, shared>>

(* After one full lease: those of the old epoch have run out. A COMMIT on its way was announced again by its process,  *)
(* or, if that is gone, by one that had heard of it; or, if nobody had, is settled.                                     *)
GraceEnds ==
    /\ grace /\ ~silent
    /\ \A n \in Nodes : node[n].stage = "out" \/ node[n].epoch = epoch
    /\ \A w \in Writes : write[w].state = "committing" =>
            \/ write[w].epoch = epoch \/ (write[w].epoch = 0 /\ ~Strict)
            \/ OpenOf(w) # {}
            \/ write[w].heard
            \/ (Without("NO_REANNOUNCE") /\ write[w].by # Nobody)
    /\ grace' = FALSE
    /\ UNCHANGED <<without, left, epoch, logs, hubLive, silent, node, answer, write, shared>>

-----------------------------------------------------------------------------

Reads ==
    \/ \E n \in Nodes, q \in Questions : Ask(n, q) \/ Fetch(n, q)
    \/ DatabaseAnswers \/ Check \/ Store \/ DoNotStore

(* What goes on by itself. *)
Goes ==
    \/ GraceEnds \/ ComeBack
    \/ \E n \in Nodes : Apply(n) \/ Join(n) \/ EpochEnds(n) \/ LeaseEndsAtHub(n)
    \/ \E w \in Writes : Announce(w) \/ SendCommit(w) \/ Settle(w) \/ Tell(w) \/ AnnounceAgain(w)
                          \/ GoWithoutHub(w)
    \/ \E p \in 1 .. Len(Log) : Sweep(p)

Happens ==
    \/ LoseMemory \/ LoseEnd \/ FallSilent
    \/ \E n \in Nodes : Crash(n) \/ Lapse(n)
    \/ \E w \in Writes : RollBack(w) \/ \E n \in Nodes, tables \in Questions : Begin(w, n, tables)

Next == Goes \/ Happens \/ Reads

Spec == Init /\ [][Next]_vars

(* The claim. *)
Coherent == \A n \in Nodes : Serves(n) => answer.old = {}

(* The claim of those who do not wait: a process sees its own writes at once, and those of others as soon as it has     *)
(* applied the log, which it must have before it renews its lease.                                                      *)
Bounded == \A n \in Nodes :
    Serves(n) => \A w \in answer.old :
        write[w].by # n /\ ~\E p \in 1 .. Len(AppliedLog(n)) : AppliedLog(n)[p].of = w

Symmetry == Permutations(Nodes) \cup Permutations(Tables) \cup Permutations(Writes)
=============================================================================
