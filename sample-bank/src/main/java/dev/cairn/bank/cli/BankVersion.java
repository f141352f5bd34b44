package dev.cairn.bank.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which version of the bank this is. */
public final class BankVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = BankVersion.class.getPackage().getImplementationVersion();
    return new String[] {"bank " + (version == null ? "(not packaged)" : version)};
  }
}
