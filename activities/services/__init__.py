"""Writing the published facts: from pages (`publishing`), by choice (`originals`), by the clock
(`occurrences`), and setting right what differs (`reconcile`)."""
