-- How the file of a place was on the disk when it was last seen: while it is so, nothing of it is read.
CREATE TABLE stamps (
    path TEXT PRIMARY KEY REFERENCES sources (path) ON DELETE CASCADE,
    bytes INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL
) STRICT;

-- Contents on which a worker died, hung or ran out of memory: this edition of the program does not try them again.
CREATE TABLE set_aside (
    file_sha256 TEXT PRIMARY KEY,
    edition TEXT NOT NULL,
    error TEXT NOT NULL
) STRICT;
