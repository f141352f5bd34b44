package dev.cairn.bank.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.bank.trial.Check;

/** A demo for programs. */
final class DemoJson {

  private DemoJson() {}

  /** One JSON object on one line; times in milliseconds. */
  static String of(DemoOutcome outcome) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("proven", outcome.isProven());
    json.put("stopped", outcome.stopped());
    json.put("seed", outcome.plan().seed());
    json.put("accounts", outcome.plan().accounts());
    json.put("events", outcome.events());
    json.putObject("commands")
        .put("accepted", outcome.commands().accepted())
        .put("refused", outcome.commands().refused())
        .put("millis", outcome.commands().took().toMillis());
    json.putObject("transfers")
        .put("completed", outcome.moved().completed())
        .put("failed", outcome.moved().failed())
        .put("compensated", outcome.moved().compensated());
    json.putObject("relay")
        .put("kills", outcome.relay().kills())
        .put("gapMillis", outcome.relay().gap().toMillis());
    json.putObject("rebuild")
        .put("readModel", outcome.rebuild().name())
        .put("millis", outcome.rebuild().took().toMillis())
        .put("transfersMeanwhile", outcome.rebuild().transfersMeanwhile());
    for (Check check : outcome.checks()) {
      json.withArray("/checks")
          .addObject()
          .put("claim", check.claim())
          .put("holds", check.holds())
          .put("found", check.found());
    }
    return json.toString();
  }
}
