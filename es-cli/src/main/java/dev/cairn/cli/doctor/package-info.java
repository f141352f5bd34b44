/**
 * {@code es doctor}: one class for each thing that is looked at. A check adds findings, and says of each
 * that is bad what to do about it.
 */
@NullMarked
package dev.cairn.cli.doctor;

import org.jspecify.annotations.NullMarked;
