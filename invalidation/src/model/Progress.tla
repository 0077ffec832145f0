------------------------------ MODULE Progress ------------------------------
(* Nothing waits for ever: a write goes on, even if the hub never comes back; if it does, intents are closed and       *)
(* everybody serves again. Faults may happen, and what goes on by itself does so sooner or later. Nobody reads: reads  *)
(* hold nothing up.                                                                                                     *)
EXTENDS Faults

GoesOn ==
    /\ WF_vars(GraceEnds)
    /\ \A n \in Nodes : /\ WF_vars(Apply(n)) /\ WF_vars(Join(n)) /\ WF_vars(EpochEnds(n))
                         /\ WF_vars(silent /\ Lapse(n)) /\ WF_vars(LeaseEndsAtHub(n))
    /\ \A w \in Writes : /\ WF_vars(Announce(w)) /\ WF_vars(SendCommit(w)) /\ WF_vars(Settle(w)) /\ WF_vars(Tell(w))
                         /\ WF_vars(AnnounceAgain(w)) /\ WF_vars(GoWithoutHub(w))
    /\ WF_vars(\E p \in 1 .. Len(Log) : Sweep(p))

Fair == Init /\ [][Goes \/ Happens]_vars /\ GoesOn

OneWrite == {
    Silence(1, 0),
    Happening(1, 0, 1, 0, 1, 0),
    Happening(1, 0, 0, 1, 0, 1)}

AWriteGoesOn == \A w \in Writes : write[w].state = "announcing" ~> write[w].state \in {"telling", "done", "dead"}
AnIntentIsClosed == <>[]~silent => <>[](OpenAtHub = {})
EverybodyServesAgain == <>[]~silent => <>[](\A n \in Nodes : MayServe(n))
=============================================================================
