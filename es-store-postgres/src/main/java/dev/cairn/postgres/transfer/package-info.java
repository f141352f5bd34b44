/**
 * A log in a file: {@link dev.cairn.postgres.transfer.LogExport} writes part of a log, or all of it, and
 * {@link dev.cairn.postgres.transfer.LogImport} makes an empty log the same log again, elsewhere. The
 * {@link dev.cairn.postgres.transfer.LogFile} says what is in it.
 *
 * <p>The file holds JSON Lines in GZIP: a header, the incarnations of the log, its events in order, the
 * streams that were closed, and a last line with counts and a checksum over everything before. It is a
 * row of GZIP members, each ending with a line, so that what was written before an export was killed
 * need not be written again. Payload and metadata stand in it as text, not as objects: the log keeps
 * the bytes that were appended, white space and newlines too, and so does the file.
 */
@NullMarked
package dev.cairn.postgres.transfer;

import org.jspecify.annotations.NullMarked;
