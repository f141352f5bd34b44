package dev.cairn.outbox.settings;

import java.util.function.Consumer;

/** Whether the events of a stream stay in one partition, and in the one where others look for them. */
final class PartitionRule implements Rule {

  private static final String CLASS = "partitioner.class";
  private static final String IGNORE = "partitioner.ignore.keys";

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    if (checked.flag(IGNORE)) {
      findings.accept(Finding.error(
          IGNORE,
          "is true.",
          "The events of a stream are spread over all partitions, and come out in no order.",
          "Take it out."));
    }
    String partitioner = checked.text(CLASS);
    if (partitioner.endsWith(".RoundRobinPartitioner")) {
      findings.accept(Finding.error(
          CLASS,
          "is " + partitioner + ".",
          "It does not look at keys: the events of a stream are spread over all partitions, and come"
              + " out in no order.",
          "Take it out."));
    } else if (checked.says(CLASS)) {
      findings.accept(Finding.warning(
          CLASS,
          "is " + partitioner + ".",
          "Producers in other languages put keys into partitions by murmur2, as Kafka's default does."
              + " With another way, their records and the events of one stream do not meet in one"
              + " partition; and if it does not go by the key alone, streams lose their order.",
          "Take it out, unless every producer for these topics does the same."));
    }
  }
}
