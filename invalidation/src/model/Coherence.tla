------------------------------ MODULE Coherence ------------------------------
(* When may an answer be served? The coherence protocol of several processes ("nodes") that keep answers of one        *)
(* database in memory and agree through one coordination store ("the hub").                                             *)
(*                                                                                                                      *)
(* Claim (strict): whenever a node answers from its cache, the answer is what the database holds as committed at that   *)
(* moment; across message delay, lost leases, a crash at any step, and a hub that loses its memory.                     *)
(*                                                                                                                      *)
(* Each rule can be left out by the constant Mutant; the claim must then fail, or the model would prove nothing:        *)
(*   NO_ACK      COMMIT without waiting for the acknowledgement of the nodes that hold a lease                          *)
(*   NO_PENDING  serve although a write is announced                                                                    *)
(*   NO_LEASE    the hub drops a node that may still be serving                                                         *)
(*   NO_TOKEN    stamp an answer with the position at its store, not with the one before its query                      *)
(*   NO_GRACE    serve and write at once after the hub lost its memory                                                  *)
(*   NO_CATCHUP  serve after a rejoin without having applied the log up to its head                                     *)
(*   NO_SWEEP    forget a dead writer's intent instead of invalidating                                                  *)
(*   NO_FENCE    COMMIT although the lease was interrupted since the intent                                             *)
(*   NO_KEY      close an intent by its writer instead of by its own position                                           *)
(*   NO_REANNOUNCE  COMMIT although the hub lost its memory while the acknowledgements were awaited                     *)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
    Nodes,       \* the processes; interchangeable
    Tables,      \* the tables; interchangeable
    MaxWrites, MaxCrashes, MaxResets, MaxExpiries,   \* how often each may happen in one behaviour
    Mutant       \* the rule that is left out, or "NONE"

VARIABLES
    epoch,       \* number of the hub's memory; another one after it was lost
    log,         \* the hub's log: intents, and what closed them
    hubLive,     \* nodes whose lease the hub counts, whose acknowledgement a writer needs
    grace,       \* the epoch is new: leases of the old one may still run
    node,        \* what each process knows
    entry,       \* the answer that each process holds for each question
    reader,      \* the query that each process is running
    writer,      \* the write that each process is running
    spent        \* writes and faults so far

vars == <<epoch, log, hubLive, grace, node, entry, reader, writer, spent>>

Questions == SUBSET Tables \ {{}}
Without(rule) == Mutant = rule
None == [state |-> "none"]
Idle == [state |-> "idle"]

-----------------------------------------------------------------------------
(* The hub. *)

Positions == 1 .. Len(log)
ClosedAt(l, p) == \E q \in 1 .. Len(l) : l[q].kind # "intent" /\ l[q].about = p
OpenAtHub == {p \in Positions : log[p].kind = "intent" /\ ~ClosedAt(log, p)}
Intent(who, tables) == [kind |-> "intent", by |-> who, tables |-> tables, about |-> 0]
Close(kind, p) == [kind |-> kind, by |-> log[p].by, tables |-> log[p].tables, about |-> p]
InFlight == {n \in Nodes : writer[n].state = "committing"}

-----------------------------------------------------------------------------
(* A process. *)

Fresh == [up |-> TRUE, live |-> FALSE, epoch |-> 0, joinHead |-> 0, applied |-> 0,
          pending |-> {}, clock |-> [t \in Tables |-> 0]]

(* A position is acknowledged as soon as it is applied: a later acknowledgement only makes writers wait longer. *)
AckedByOthers(n, p) == \A m \in hubLive \ {n} : node[m].epoch = epoch /\ node[m].applied >= p

(* A process of an old epoch does not know that it is old until it fails to renew its lease. *)
Serving(n) ==
    /\ node[n].up /\ node[n].live
    /\ Without("NO_GRACE") \/ ~(grace /\ node[n].epoch = epoch)

Changing(n, tables) == \E i \in node[n].pending : i.tables \cap tables # {}

Valid(n, q) ==
    /\ entry[n][q] # None
    /\ \A t \in q : node[n].clock[t] <= entry[n][q].asOf

Serves(n, q) ==
    /\ Serving(n)
    /\ Valid(n, q)
    /\ Without("NO_PENDING") \/ ~Changing(n, q)

(* What a process knows after it has applied the entry at position p of the log. *)
Applied(known, l, p) ==
    LET e == l[p] IN
    IF e.kind = "intent"
    THEN [known EXCEPT !.applied = p, !.pending = @ \cup {[pos |-> p, by |-> e.by, tables |-> e.tables]}]
    ELSE [known EXCEPT
            !.applied = p,
            !.pending = {i \in @ : IF Without("NO_KEY") THEN i.by # e.by ELSE i.pos # e.about},
            !.clock = [t \in Tables |-> IF e.kind = "committed" /\ t \in e.tables THEN p ELSE @[t]]]

Init ==
    /\ epoch = 1
    /\ log = <<>>
    /\ hubLive = Nodes
    /\ grace = FALSE
    /\ node = [n \in Nodes |-> [Fresh EXCEPT !.live = TRUE, !.epoch = 1]]
    /\ entry = [n \in Nodes |-> [q \in Questions |-> None]]
    /\ reader = [n \in Nodes |-> Idle]
    /\ writer = [n \in Nodes |-> Idle]
    /\ spent = [writes |-> 0, crashes |-> 0, resets |-> 0, expiries |-> 0]

-----------------------------------------------------------------------------
(* A read that is not served: stamp, query, store if nothing moved. *)

Ask(n, q) ==
    /\ reader[n] = Idle
    /\ Serving(n) /\ ~Changing(n, q) /\ ~Valid(n, q)
    /\ reader' = [reader EXCEPT ![n] =
            [state |-> "asked", q |-> q, stamp |-> node[n].applied, epoch |-> node[n].epoch]]
    /\ UNCHANGED <<epoch, log, hubLive, grace, node, entry, writer, spent>>

DatabaseAnswers(n) ==
    /\ reader[n].state = "asked"
    /\ reader' = [reader EXCEPT ![n] =
            [state |-> "answered", q |-> @.q, stamp |-> @.stamp, epoch |-> @.epoch,
             outdated |-> FALSE]]
    /\ UNCHANGED <<epoch, log, hubLive, grace, node, entry, writer, spent>>

Store(n) ==
    /\ reader[n].state = "answered"
    /\ LET r == reader[n]
           stamp == IF Without("NO_TOKEN") THEN node[n].applied ELSE r.stamp
           unmoved == /\ Serving(n) /\ r.epoch = node[n].epoch /\ ~Changing(n, r.q)
                      /\ \A t \in r.q : node[n].clock[t] <= stamp
       IN entry' = IF unmoved THEN [entry EXCEPT ![n][r.q] = [outdated |-> r.outdated, asOf |-> stamp]] ELSE entry
    /\ reader' = [reader EXCEPT ![n] = Idle]
    /\ UNCHANGED <<epoch, log, hubLive, grace, node, writer, spent>>

-----------------------------------------------------------------------------
(* A write: announce, wait, COMMIT, close. *)

Announce(n, tables) ==
    /\ writer[n] = Idle
    /\ spent.writes < MaxWrites
    /\ Serving(n) /\ node[n].epoch = epoch
    /\ log' = Append(log, Intent(n, tables))
    /\ writer' = [writer EXCEPT ![n] = [state |-> "announced", pos |-> Len(log) + 1, epoch |-> epoch,
                                        interrupted |-> FALSE, tables |-> tables]]
    \* Its own process sees it at once.
    /\ node' = [node EXCEPT ![n].pending = @ \cup {[pos |-> Len(log) + 1, by |-> n, tables |-> tables]}]
    /\ spent' = [spent EXCEPT !.writes = @ + 1]
    /\ UNCHANGED <<epoch, hubLive, grace, entry, reader>>

SendCommit(n) ==
    /\ writer[n].state = "announced"
    /\ node[n].up
    /\ LET w == writer[n] IN
       /\ \/ Without("NO_ACK")
          \/ w.epoch = epoch /\ AckedByOthers(n, w.pos)
          \/ Without("NO_REANNOUNCE") /\ w.epoch # epoch
       /\ w.epoch = node[n].epoch
       /\ Without("NO_FENCE") \/ (node[n].live /\ ~w.interrupted)
    /\ writer' = [writer EXCEPT ![n].state = "committing"]
    /\ UNCHANGED <<epoch, log, hubLive, grace, node, entry, reader, spent>>

(* The database commits, or does not and the process cannot tell: both count as committed. *)
Settle(n, committed) ==
    /\ writer[n].state = "committing"
    /\ LET tables == IF committed THEN writer[n].tables ELSE {}
           Outdates(q) == q \cap tables # {}
       IN /\ entry' = [m \in Nodes |-> [q \in Questions |->
                IF entry[m][q] # None /\ Outdates(q) THEN [entry[m][q] EXCEPT !.outdated = TRUE] ELSE entry[m][q]]]
          /\ reader' = [m \in Nodes |->
                IF reader[m].state = "answered" /\ Outdates(reader[m].q)
                THEN [reader[m] EXCEPT !.outdated = TRUE] ELSE reader[m]]
    /\ writer' = [writer EXCEPT ![n].state = "settled"]
    /\ UNCHANGED <<epoch, log, hubLive, grace, node, spent>>

(* The close reaches the hub, unless its process is dead, the epoch is over, or somebody else closed the intent. *)
Finish(n) ==
    /\ writer[n].state \in {"announced", "settled"}
    /\ LET w == writer[n]
           kind == IF w.state = "settled" THEN "committed" ELSE "rolledBack"
       IN log' = IF node[n].up /\ w.epoch = epoch /\ w.pos \in OpenAtHub
                 THEN Append(log, Close(kind, w.pos)) ELSE log
    /\ writer' = [writer EXCEPT ![n] = Idle]
    /\ UNCHANGED <<epoch, hubLive, grace, node, entry, reader, spent>>

-----------------------------------------------------------------------------
(* Delivery and leases. *)

Apply(n) ==
    /\ node[n].up /\ node[n].epoch = epoch /\ node[n].applied < Len(log)
    /\ node' = [node EXCEPT ![n] = Applied(@, log, @.applied + 1)]
    /\ UNCHANGED <<epoch, log, hubLive, grace, entry, reader, writer, spent>>

(* One script: the lease, the head of the log, and in an epoch that is new to the process also the open intents. *)
Join(n) ==
    /\ node[n].up /\ ~node[n].live /\ n \notin hubLive
    /\ hubLive' = hubLive \cup {n}
    /\ LET head == Len(log)
           unknown == node[n].epoch # epoch
           intents == {[pos |-> p, by |-> log[p].by, tables |-> log[p].tables] : p \in OpenAtHub}
           known == IF unknown
                    THEN [node[n] EXCEPT !.epoch = epoch, !.applied = head, !.pending = intents,
                                         !.clock = [t \in Tables |-> head]]
                    ELSE node[n]
       IN /\ node' = [node EXCEPT ![n] = [known EXCEPT !.joinHead = head,
                                                       !.live = Without("NO_CATCHUP") \/ known.applied = head]]
          /\ entry' = IF unknown THEN [entry EXCEPT ![n] = [q \in Questions |-> None]] ELSE entry
    /\ UNCHANGED <<epoch, log, grace, reader, writer, spent>>

CaughtUp(n) ==
    /\ node[n].up /\ ~node[n].live /\ n \in hubLive /\ node[n].epoch = epoch
    /\ node[n].applied >= node[n].joinHead
    /\ node' = [node EXCEPT ![n].live = TRUE]
    /\ UNCHANGED <<epoch, log, hubLive, grace, entry, reader, writer, spent>>

(* The process's own view of its lease ends: it was too late with the renewal, or it cannot renew in an epoch that is gone. *)
LeaseEnds(n) ==
    /\ node[n].up /\ node[n].live
    /\ \/ node[n].epoch # epoch /\ spent' = spent
       \/ spent.expiries < MaxExpiries /\ spent' = [spent EXCEPT !.expiries = @ + 1]
    /\ node' = [node EXCEPT ![n].live = FALSE]
    \* A lease that comes back is another one: the intents of this one may have been swept meanwhile.
    /\ writer' = IF writer[n].state = "announced" THEN [writer EXCEPT ![n].interrupted = TRUE] ELSE writer
    /\ UNCHANGED <<epoch, log, hubLive, grace, entry, reader>>

(* The hub's view of a lease ends after the process's own. *)
LeaseEndsAtHub(n) ==
    /\ n \in hubLive
    /\ \/ ~node[n].up \/ ~node[n].live
       \/ Without("NO_LEASE")
    /\ hubLive' = hubLive \ {n}
    /\ UNCHANGED <<epoch, log, grace, node, entry, reader, writer, spent>>

(* Whoever notices closes the intent of a node that is gone, once the outcome is settled in the database. *)
Sweep(n) ==
    /\ n \notin hubLive /\ n \notin InFlight
    /\ \E p \in OpenAtHub :
        /\ log[p].by = n
        /\ log' = Append(log, Close(IF Without("NO_SWEEP") THEN "rolledBack" ELSE "committed", p))
    /\ UNCHANGED <<epoch, hubLive, grace, node, entry, reader, writer, spent>>

-----------------------------------------------------------------------------
(* Faults. *)

Crash(n) ==
    /\ node[n].up /\ spent.crashes < MaxCrashes
    /\ node' = [node EXCEPT ![n] = [Fresh EXCEPT !.up = FALSE]]
    /\ entry' = [entry EXCEPT ![n] = [q \in Questions |-> None]]
    /\ reader' = [reader EXCEPT ![n] = Idle]
    /\ spent' = [spent EXCEPT !.crashes = @ + 1]
    /\ UNCHANGED <<epoch, log, hubLive, grace, writer>>

Restart(n) ==
    /\ ~node[n].up /\ writer[n] = Idle
    /\ node' = [node EXCEPT ![n].up = TRUE]
    /\ UNCHANGED <<epoch, log, hubLive, grace, entry, reader, writer, spent>>

LoseMemory ==
    /\ spent.resets < MaxResets
    /\ spent' = [spent EXCEPT !.resets = @ + 1]
    /\ epoch' = epoch + 1
    /\ log' = <<>>
    /\ hubLive' = {}
    /\ grace' = TRUE
    /\ UNCHANGED <<node, entry, reader, writer>>

(* After one full lease: every lease of the old epoch has run out, and every COMMIT on its way is settled. *)
GraceEnds ==
    /\ grace
    /\ \A n \in Nodes : ~(node[n].live /\ node[n].epoch # epoch)
    /\ InFlight = {}
    /\ grace' = FALSE
    /\ UNCHANGED <<epoch, log, hubLive, node, entry, reader, writer, spent>>

-----------------------------------------------------------------------------

Next ==
    \/ LoseMemory \/ GraceEnds
    \/ \E n \in Nodes :
        \/ \E q \in Questions : Ask(n, q) \/ Announce(n, q)
        \/ DatabaseAnswers(n) \/ Store(n)
        \/ SendCommit(n) \/ Settle(n, TRUE) \/ Settle(n, FALSE) \/ Finish(n)
        \/ Apply(n) \/ Join(n) \/ CaughtUp(n)
        \/ LeaseEnds(n) \/ LeaseEndsAtHub(n) \/ Sweep(n)
        \/ Crash(n) \/ Restart(n)

Spec == Init /\ [][Next]_vars

Coherent == \A n \in Nodes, q \in Questions :
    Serves(n, q) => ~entry[n][q].outdated

Symmetry == Permutations(Nodes) \cup Permutations(Tables)
=============================================================================
