/** Drives a real Chromium over its DevTools protocol, as far as the tests of the page need it. */
@NullMarked
package dev.cairn.bank.browser;

import org.jspecify.annotations.NullMarked;
