package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.postgres.LogSchema;
import dev.cairn.projection.ProjectionSchema;
import java.util.Arrays;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands on projections, by the roles of the application, of its readers and of operators. */
final class RolesIT {

  private final OperatedLog log = new OperatedLog();
  private final String runner = role("runner");
  private final String reader = role("reader");

  private String role(String name) {
    String role = name + "_" + log.database();
    log.execute("create role " + role + " login password 'secret'");
    LogSchema.grantAppendAndRead(log.pool(), "cairn", role);
    return role;
  }

  @BeforeEach
  void grant() {
    ProjectionSchema.grantRun(log.pool(), "cairn", runner);
    log.append(CliEvents.account(1), new Deposited(1, "a"));
    as(runner, "projections", "rebuild", "totals").ok();
    ProjectionSchema.grantRead(log.pool(), "cairn", reader);
  }

  @AfterEach
  void drop() {
    for (String role : new String[] {runner, reader}) {
      log.execute("drop owned by " + role);
      log.execute("drop role " + role);
    }
    log.close();
  }

  private String urlOf(String role) {
    return OperatedLog.urlOf(log.database(), role, "secret");
  }

  private CommandRun as(String role, String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--jdbc-url";
    all[args.length + 1] = urlOf(role);
    return OperatedLog.run(all);
  }

  private long read(String role) {
    return Jdbi.create(urlOf(role))
        .withHandle(handle -> handle
            .select("select cents from cairn_read.totals")
            .mapTo(Long.class)
            .one());
  }

  @Test
  void whatASuperuserRebuildsStaysTheApplications() {
    log.es("projections", "rebuild", "totals").ok();
    assertThat(read(reader)).isEqualTo(1);
    log.append(CliEvents.account(1), new Deposited(2, "b"));
    log.es("projections", "rebuild", "totals", "--no-swap").ok();
    as(runner, "projections", "swap", "totals").ok();
    assertThat(read(reader)).isEqualTo(3);
    log.es("projections", "rollback", "totals").ok();
    assertThat(read(reader)).isEqualTo(1);
    as(runner, "projections", "rebuild", "totals").ok();
    as(runner, "projections", "verify", "totals").ok();
    assertThat(read(reader)).isEqualTo(3);
  }

  @Test
  void anotherRoleIsToldToWhomTheyBelong() {
    String other = role("other");
    try {
      ProjectionSchema.grantRun(log.pool(), "cairn", other);
      as(other, "projections", "rebuild", "totals")
          .fails(ExitCode.FAILED, "belongs to the role " + runner);
    } finally {
      log.execute("drop owned by " + other);
      log.execute("drop role " + other);
    }
  }

  @Test
  void aReaderMayLookAndNotDecide() {
    as(reader, "projections", "list").ok();
    as(reader, "projections", "lag").ok();
    as(reader, "projections", "pause", "totals", "--reason", "r")
        .fails(ExitCode.UNAVAILABLE, "ProjectionSchema.grantRun");
    CommandRun doctor = as(reader, "doctor").ok();
    assertThat(doctor.out())
        .contains(reader + " may read the read models, and not run projections")
        .containsPattern("note +projections +this role may not look at them");
    assertThat(as(runner, "doctor").ok().out())
        .contains(runner + " may run and rebuild projections")
        .containsPattern("ok +projections +totals is complete, and no process runs it");
  }

  @Test
  void theDoctorFindsARoleThatCannotRebuild() {
    log.execute("revoke create on database " + log.database() + " from " + runner);
    CommandRun doctor = as(runner, "doctor");
    assertThat(doctor.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(doctor.out())
        .containsPattern("BAD +rights +" + runner + " may write the checkpoints of projections")
        .contains("ProjectionSchema.grantRun");
    as(runner, "projections", "rebuild", "totals")
        .fails(ExitCode.UNAVAILABLE, "ProjectionSchema.grantRun");
  }
}
