package dev.cairn.projection;

import org.jdbi.v3.core.Handle;

/**
 * The role to which a projection's tables belong: that of whoever built it first. Whoever else builds the
 * next generation, or shows it, works as that role: otherwise its processes could not go on with the tables,
 * and the views, which read as their owner, could not show them.
 */
final class Owner {

  private static final String OWNER = """
      select cast(cast(n.nspowner as regrole) as text) as owner, current_user as here,
             pg_has_role(current_user, n.nspowner, 'member') as member, r.oid = n.nspowner as same
        from pg_namespace n, pg_roles r
       where n.nspname = :schema and r.rolname = current_user""";

  private Owner() {}

  private record Found(String owner, String here, boolean member, boolean same) {}

  /**
   * Takes the role of the owner of a generation, for the rest of the transaction.
   *
   * @param schema with the generation's tables
   * @throws ProjectionStoppedException if this role is no member of it
   */
  static void act(Handle handle, String projection, String schema) {
    Found found = handle
        .createQuery(OWNER)
        .bind("schema", schema)
        .map((row, context) -> new Found(
            row.getString("owner"),
            row.getString("here"),
            row.getBoolean("member"),
            row.getBoolean("same")))
        .one();
    if (found.same) {
      return;
    }
    if (!found.member) {
      throw new ProjectionStoppedException(
          projection,
          "belongs to the role " + found.owner + ", and this process works as " + found.here
              + ", which is no member of it. Work as " + found.owner + ".",
          null);
    }
    handle.execute("set local role " + found.owner);
  }
}
