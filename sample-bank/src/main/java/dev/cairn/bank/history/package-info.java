/** What has happened to an account, read from its stream: all of it, a part, or up to a moment. */
@NullMarked
package dev.cairn.bank.history;

import org.jspecify.annotations.NullMarked;
