/** What the commands on parked events share, be it a relay that has parked them or a projection. */
@NullMarked
package dev.cairn.cli.parking;

import org.jspecify.annotations.NullMarked;
