package dev.cairn.postgres.lease;

import dev.cairn.CairnException;

/** Another process holds the lease by now; what was about to be written was not. */
public final class LeaseLostException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient Lease lease;

  /** For those who renew with statements of their own. */
  public LeaseLostException(Lease lease) {
    super("Another process has taken over " + lease
        + ", because it was not renewed for " + lease.duration().toMillis()
        + " ms. Nothing of this was written; if that happens often, look for long pauses of this process, or"
        + " lengthen the lease.");
    this.lease = lease;
  }

  public Lease lease() {
    return lease;
  }
}
