package io.larder.integration.traps;

/**
 * How a trap ended on one database.
 *
 * @param wrong the first step that went otherwise than the script says, with what it gave; empty if none did
 * @param reads how many queries were asked
 * @param hits how many of them were answered from memory
 * @param opponentWrong whether a cache that looks only at the text would have given a wrong answer
 */
record Verdict(String wrong, int reads, long hits, boolean opponentWrong) {}
