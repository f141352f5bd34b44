package dev.cairn.bank.importing;

/**
 * One line of a file.
 *
 * @param number from 1
 * @param text without its end
 * @param complete false if the line is longer than any row can be, and the text only its beginning
 */
record Line(long number, String text, boolean complete) {}
