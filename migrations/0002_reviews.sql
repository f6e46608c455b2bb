-- Questionnaires under review. Nothing here is changed or deleted: what a person takes back is a row more.
CREATE TABLE review (
    id INTEGER PRIMARY KEY NOT NULL,
    workspace INTEGER NOT NULL REFERENCES workspace (id),
    customer TEXT,
    file TEXT NOT NULL,
    file_hash BLOB NOT NULL,
    bytes BLOB NOT NULL,
    due TEXT,
    audience TEXT NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX review_by_workspace ON review (workspace);

-- What happened to a review as a whole: layout corrected or accepted, exported, downloaded, released.
CREATE TABLE review_event (
    id INTEGER PRIMARY KEY NOT NULL,
    review INTEGER NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    detail TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX review_event_by_review ON review_event (review);

-- Its questions, once the layout is accepted. The question is JSON of src/store/shapes.rs.
CREATE TABLE review_row (
    id INTEGER PRIMARY KEY NOT NULL,
    review INTEGER NOT NULL REFERENCES review (id),
    number INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    place TEXT NOT NULL,
    question TEXT NOT NULL,
    UNIQUE (review, number)
);

CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY NOT NULL,
    review INTEGER NOT NULL,
    row_number INTEGER NOT NULL,
    number INTEGER NOT NULL,
    proposal TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (review, row_number, number),
    FOREIGN KEY (review, row_number) REFERENCES review_row (review, number)
);

-- The number within its row makes one that is sent twice impossible.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY NOT NULL,
    review INTEGER NOT NULL,
    row_number INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    person TEXT NOT NULL,
    made_on INTEGER NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (review, row_number, number),
    FOREIGN KEY (review, row_number) REFERENCES review_row (review, number)
);

-- Files that were released to a customer, as they were then.
CREATE TABLE released (
    id INTEGER PRIMARY KEY NOT NULL,
    review INTEGER NOT NULL REFERENCES review (id),
    name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    -- Questions with their answers, as JSON: what the customer's page shows.
    answers TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX released_by_review ON released (review);

-- Links for customers and tokens for programs: a secret's hash, never the secret.
CREATE TABLE secret (
    id INTEGER PRIMARY KEY NOT NULL,
    workspace INTEGER NOT NULL REFERENCES workspace (id),
    kind TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE secret_event (
    id INTEGER PRIMARY KEY NOT NULL,
    secret INTEGER NOT NULL REFERENCES secret (id),
    kind TEXT NOT NULL,
    review INTEGER REFERENCES review (id),
    person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX secret_event_by_secret ON secret_event (secret);

-- What a person set for a workspace; the last one holds.
CREATE TABLE setting (
    id INTEGER PRIMARY KEY NOT NULL,
    workspace INTEGER NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX setting_by_workspace ON setting (workspace, name);

-- What was exported, as it was then.
CREATE TABLE review_export (
    id INTEGER PRIMARY KEY NOT NULL,
    review INTEGER NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX review_export_by_review ON review_export (review);

CREATE TABLE review_export_file (
    id INTEGER PRIMARY KEY NOT NULL,
    export INTEGER NOT NULL REFERENCES review_export (id),
    part TEXT NOT NULL,
    name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (export, part)
);
