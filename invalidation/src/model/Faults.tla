------------------------------- MODULE Faults -------------------------------
(* All rules are kept, and each fault, alone and together with others, befalls them: with two processes and one table  *)
(* (Faults.cfg), with those who do not wait (Bounded.cfg), with more of everything (Wide….cfg).                         *)
EXTENDS Coherence

Happening(writes, shares, crashes, lapses, losses, unheards) ==
    [without |-> "nothing", writes |-> writes, shared |-> shares, crashes |-> crashes, lapses |-> lapses,
     losses |-> losses, unheard |-> unheards, outages |-> 0]

(* Everybody is cut off from the hub for longer than a lease. *)
Silence(writes, crashes) == [Happening(writes, 0, crashes, 0, 0, 0) EXCEPT !.outages = 1]

Each == {
    Silence(1, 0),
    Happening(2, 0, 0, 0, 0, 0),
    Happening(2, 0, 1, 0, 0, 0),
    Happening(1, 0, 0, 1, 1, 0),
    Happening(1, 1, 0, 1, 0, 1),
    Happening(1, 0, 1, 0, 1, 0),
    Happening(1, 1, 0, 0, 1, 0)}

EachAlone == {
    Silence(1, 0),
    Happening(2, 0, 0, 0, 0, 0),
    Happening(1, 0, 1, 0, 0, 1),
    Happening(1, 0, 0, 1, 0, 0),
    Happening(1, 0, 0, 0, 1, 0),
    Happening(1, 1, 0, 0, 0, 0)}

(* What two processes and one table are asked for in the profile. *)
More == {
    Happening(2, 1, 0, 0, 0, 1),
    Happening(2, 0, 0, 1, 0, 0),
    Happening(2, 0, 0, 0, 1, 0),
    Happening(2, 0, 1, 0, 1, 0),
    Happening(1, 0, 0, 2, 1, 0),
    Happening(1, 1, 1, 1, 1, 1),
    Silence(2, 0),
    Silence(1, 1)}
=============================================================================
