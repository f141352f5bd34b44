create tabel broken (id integer primary key);
