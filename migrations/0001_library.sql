-- Rows of history are only ever added: an answer that is retired, and one that is approved, get an event.
CREATE TABLE workspace (
    id INTEGER PRIMARY KEY NOT NULL,
    path TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
);

-- An answer given before. Its key is made of what it says and where it stands, so that the same file teaches it once.
CREATE TABLE past_answer (
    id INTEGER PRIMARY KEY NOT NULL,
    workspace INTEGER NOT NULL REFERENCES workspace (id),
    key TEXT NOT NULL,
    question TEXT NOT NULL,
    follows TEXT,
    section TEXT,
    option TEXT,
    words TEXT,
    comment TEXT,
    file TEXT NOT NULL,
    file_hash BLOB NOT NULL,
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    given TEXT,
    customer TEXT,
    -- Who may be told it: 0 anybody, 1 under NDA, 2 internal.
    disclosure INTEGER NOT NULL,
    UNIQUE (workspace, key)
);

CREATE TABLE past_answer_event (
    id INTEGER PRIMARY KEY NOT NULL,
    past_answer INTEGER NOT NULL REFERENCES past_answer (id),
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (past_answer, kind, person, note, at)
);

-- The passages of documents that an approved answer rests on.
CREATE TABLE past_answer_citation (
    id INTEGER PRIMARY KEY NOT NULL,
    past_answer INTEGER NOT NULL REFERENCES past_answer (id),
    document TEXT NOT NULL,
    document_hash BLOB NOT NULL,
    section TEXT NOT NULL,
    range_start BIGINT NOT NULL,
    range_end BIGINT NOT NULL,
    quote TEXT NOT NULL,
    UNIQUE (past_answer, document, range_start, range_end, quote)
);

-- A questionnaire that was filled.
CREATE TABLE export (
    id INTEGER PRIMARY KEY NOT NULL,
    workspace INTEGER NOT NULL REFERENCES workspace (id),
    file TEXT NOT NULL,
    file_hash BLOB NOT NULL,
    filled_hash BLOB NOT NULL,
    customer TEXT,
    audience INTEGER NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX export_by_workspace ON export (workspace, at);

CREATE TABLE export_row (
    id INTEGER PRIMARY KEY NOT NULL,
    export INTEGER NOT NULL REFERENCES export (id),
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    section TEXT,
    question TEXT NOT NULL,
    verdict TEXT,
    answer TEXT,
    confidence DOUBLE PRECISION NOT NULL
);
CREATE INDEX export_row_by_export ON export_row (export);

CREATE TABLE export_citation (
    id INTEGER PRIMARY KEY NOT NULL,
    export_row INTEGER NOT NULL REFERENCES export_row (id),
    document TEXT NOT NULL,
    document_hash BLOB NOT NULL,
    section TEXT NOT NULL,
    range_start BIGINT NOT NULL,
    range_end BIGINT NOT NULL,
    quote TEXT NOT NULL,
    -- The file of a past answer, which is in no workspace's folder.
    of_past_answer INTEGER NOT NULL
);
CREATE INDEX export_citation_by_row ON export_citation (export_row);
