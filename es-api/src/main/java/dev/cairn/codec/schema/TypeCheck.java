package dev.cairn.codec.schema;

import dev.cairn.codec.schema.Difference.Kind;
import dev.cairn.codec.schema.Finding.Reader;
import dev.cairn.event.EventRevision;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares what the code has of one committed type with a form that was committed. */
final class TypeCheck {

  private final EventSchemas code;
  private final String type;
  private final String name;
  private final @Nullable EventSchema now;
  private final Consumer<Finding> findings;

  /**
   * @param type the committed name
   * @param findings gets what breaks somebody
   */
  TypeCheck(EventSchemas code, String type, Consumer<Finding> findings) {
    this.code = code;
    this.type = type;
    this.name = code.types().currentName(type);
    this.now = code.find(name).orElse(null);
    this.findings = findings;
  }

  void compareWith(EventSchema form, Compatibility mode) {
    EventSchema today = now;
    if (today != null && form.revision() > today.revision()) {
      add(
          form,
          Reader.NEWER_CODE,
          "",
          "the committed revision is " + form.revision() + " and the code has " + today.revision(),
          "Events of the newer revision cannot be read by this code",
          "raise the revision in @EventType to at least " + form.revision()
              + ", or bring back the code that had it");
      return;
    }
    if (mode.isBackward()) {
      compareBackward(form, today);
    }
    if (mode.isForward() && today != null) {
      compareForward(form, today);
    }
  }

  private void compareBackward(EventSchema form, @Nullable EventSchema today) {
    if (isUpcast(form)) {
      return;
    }
    if (today == null) {
      add(
          form,
          Reader.NEWER_CODE,
          "",
          "no class has this type any more",
          "Events of it in the log cannot be read",
          "keep the class, give the type as an alias to the one that took its place, or register an"
              + " upcaster for each revision that moves or drops them; of a type that was never stored,"
              + " remove the entry in " + SchemaFiles.INDEX);
    } else if (form.revision() < today.revision()) {
      add(
          form,
          Reader.NEWER_CODE,
          "",
          "the code has revision " + today.revision() + " and no upcaster from " + form.revision(),
          "Events of revision " + form.revision() + " in the log cannot be read",
          "register Upcaster.change(\"" + name + "\", " + form.revision() + ", ...)");
    } else {
      SchemaComparison.of(today, form).forEach(it -> addBackward(form, it));
    }
  }

  private boolean isUpcast(EventSchema form) {
    EventRevision revision = new EventRevision(name, form.revision());
    return code.upcasters().all().stream().anyMatch(it -> it.from().equals(revision));
  }

  private void addBackward(EventSchema form, Difference it) {
    boolean isMissing = it.written().equals("not there");
    String ownRemedy = it.hint().isEmpty() ? "" : it.hint() + "; or ";
    String nullable = isMissing || it.read().equals("never null")
        ? "declare it @Nullable, a primitive as its box, and let the record's compact constructor put"
            + " its default in place of null; or "
        : "";
    add(
        form,
        Reader.NEWER_CODE,
        it.path(),
        "it was " + it.written() + " and is " + it.read(),
        it.kind() == Kind.FAILS
            ? "Events in the log cannot be read by this code"
            : "Events in the log are read by this code with " + wrongly(it),
        ownRemedy + nullable + "raise the revision in @EventType to " + (form.revision() + 1)
            + " and register Upcaster.change(\"" + name + "\", " + form.revision() + ", ...)");
  }

  private static String wrongly(Difference it) {
    return it.read().equals("never null") ? "null there" : "another value than was stored";
  }

  private void compareForward(EventSchema form, EventSchema today) {
    if (!name.equals(type)) {
      add(
          form,
          Reader.OLDER_CODE,
          "",
          "it is called " + name + " now",
          "Older code and consumers do not know that name",
          "keep the name, or stop or change all of them first and check the type under BACKWARD");
      return;
    }
    if (form.revision() < today.revision()) {
      add(
          form,
          Reader.OLDER_CODE,
          "",
          "the code has revision " + today.revision(),
          "Older code refuses events of a revision that it does not know, and consumers take them for what"
              + " they were",
          "stop or change all of them first and check the type under BACKWARD");
    }
    SchemaComparison.of(form, today).forEach(it -> addForward(form, it));
  }

  private void addForward(EventSchema form, Difference it) {
    add(
        form,
        Reader.OLDER_CODE,
        it.path(),
        "it was " + it.read() + " and is " + it.written(),
        it.kind() == Kind.FAILS
            ? "Older code and consumers cannot read the events of today"
            : "Older code and consumers read the events of today with " + wrongly(it),
        "leave it as it was and add what is new beside it under another name, until nobody reads the old one;"
            + " or check the type under BACKWARD");
  }

  private void add(
      EventSchema form,
      Reader reader,
      String path,
      String change,
      String consequence,
      String remedy) {
    findings.accept(new Finding(type, form.revision(), reader, path, change, consequence, remedy));
  }
}
