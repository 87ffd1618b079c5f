"""From the image of a page to words, tables and marks: made ready, ruled lines found, recognised, repaired, judged."""
