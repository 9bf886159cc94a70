"""The catalogue (目录): every experiment, what it breaks, which test it is, and which control shows that the
checker would have seen it. docs/faults.md says the same, and a test of the house holds it to this."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Experiment:
    """``control`` names a negative control of ``CONTROLS``; ``promises`` those of docs/promises.md."""

    id: str
    breaks: str
    test: str
    control: str
    promises: tuple[str, ...]


EARLY, FORGETFUL, COMMIT, PRAGMAS = "acknowledges-early", "forgets-keys", "commits-late", "default-pragmas"
TWICE, POISON, LATE = "takes-messages-twice", "stops-at-poison", "comes-early"
TORN = "writes-half-pages"

# Name of each control, and the test that shows what it reports.
CONTROLS = {
    EARLY: "test_an_api_that_acknowledged_before_anything_stood_would_be_found",
    FORGETFUL: "test_a_command_that_were_carried_out_again_would_be_found",
    COMMIT: "test_a_database_that_confirms_too_early_would_be_found",
    TWICE: "test_a_message_that_were_taken_twice_would_be_seen_by_both_sides",
    POISON: "test_a_relay_that_stopped_at_what_it_cannot_carry_would_be_found",
    LATE: "test_a_moment_that_came_too_early_would_be_found",
    TORN: "test_a_database_that_does_not_write_pages_whole_would_be_found",
    PRAGMAS: "test_an_engine_with_the_settings_it_comes_with_would_be_found",
}

EXPERIMENTS = (
    Experiment(
        "F01",
        "kill -9 of a worker, again and again",
        "test_no_kill_of_one_process_loses_anything",
        EARLY,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F02",
        "kill -9 of an API, in the middle of requests",
        "test_no_kill_of_one_process_loses_anything",
        EARLY,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F03",
        "kill -9 of the engine",
        "test_no_kill_of_one_process_loses_anything",
        EARLY,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F04",
        "kill -9 of PostgreSQL, all of its processes",
        "test_no_kill_of_one_process_loses_anything",
        EARLY,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F05",
        "kill -9 of everything at once, or of several",
        "test_no_kill_of_everything_loses_anything",
        EARLY,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F06",
        "power cut under the engine's store",
        "test_no_power_cut_loses_what_the_engine_confirmed",
        PRAGMAS,
        ("P2", "P7"),
    ),
    Experiment(
        "F07",
        "power cut under PostgreSQL",
        "test_no_power_cut_loses_what_the_database_confirmed",
        COMMIT,
        ("P2", "P7"),
    ),
    Experiment(
        "F07w",
        "power cut under the whole: both stores and the files on one disk",
        "test_no_power_cut_loses_what_people_were_told",
        COMMIT,
        ("P1", "P2", "P7"),
    ),
    Experiment(
        "F08",
        "power cut in the midst of a page: the disk has one half of it",
        "test_no_torn_page_loses_what_the_database_confirmed",
        TORN,
        ("P2", "P7"),
    ),
    Experiment(
        "F09-postgres",
        "no byte is free for the database",
        "test_where_there_is_no_room_nothing_is_acknowledged_that_does_not_stand",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F09-temporal",
        "no byte is free for the engine",
        "test_where_there_is_no_room_nothing_is_acknowledged_that_does_not_stand",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F09-files",
        "no byte is free for the files",
        "test_where_there_is_no_room_nothing_is_acknowledged_that_does_not_stand",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F09-log",
        "no byte is free for the logs",
        "test_where_there_is_no_room_nothing_is_acknowledged_that_does_not_stand",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F10-names",
        "no file can be made where each store lies",
        "test_where_no_file_can_be_made_nothing_is_acknowledged_that_does_not_stand",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F10-reading",
        "disks that can only be read",
        "test_on_a_disk_that_can_only_be_read_nothing_is_acknowledged_that_does_not_stand",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F11",
        "a sync fails (EIO), and then the power",
        "test_a_sync_that_fails_is_never_taken_for_one_that_did_not",
        COMMIT,
        ("P2", "P7"),
    ),
    Experiment(
        "F12",
        "a disk that takes a tenth of a second for each sync",
        "test_a_slow_disk_makes_everything_slow_and_nothing_wrong",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F14",
        "each process stands still (SIGSTOP), and all of them",
        "test_nobody_who_stood_still_goes_on_as_if_nothing_had_been",
        FORGETFUL,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F16",
        "a tenth of a processor for every process",
        "test_whoever_gets_a_tenth_of_a_processor_is_late_and_not_wrong",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F17-worker-1",
        "a worker can open no file and no connection",
        "test_whoever_can_open_nothing_more_acknowledges_nothing_that_does_not_stand",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F17-api",
        "an API can open no file and no connection",
        "test_whoever_can_open_nothing_more_acknowledges_nothing_that_does_not_stand",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F17-temporal",
        "the engine can open no file and no connection",
        "test_whoever_can_open_nothing_more_acknowledges_nothing_that_does_not_stand",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F18-worker-1",
        "the clock of a worker jumps, forward and back",
        "test_no_clock_that_jumps_brings_anything_about",
        EARLY,
        ("P4",),
    ),
    Experiment(
        "F18-postgres",
        "the clock of PostgreSQL jumps, forward and back",
        "test_no_clock_that_jumps_brings_anything_about",
        EARLY,
        ("P4",),
    ),
    Experiment(
        "F18-api-2",
        "the clock of an API jumps, forward and back",
        "test_no_clock_that_jumps_brings_anything_about",
        EARLY,
        ("P4",),
    ),
    Experiment(
        "F21",
        "each command sent again, across renewals of its run",
        "test_a_command_counts_once_however_often_and_late_it_comes",
        FORGETFUL,
        ("P3",),
    ),
    Experiment(
        "F22",
        "each fact told again, across renewals of its run",
        "test_a_fact_that_is_told_again_counts_once",
        FORGETFUL,
        ("P3",),
    ),
    Experiment(
        "F23",
        "agencies that say it twice, late, out of order or as garbage, and kills",
        "test_what_agencies_say_twice_late_or_never_counts_once",
        TWICE,
        ("P3", "P14"),
    ),
    Experiment(
        "F24",
        "letters and messages that nobody can swallow",
        "test_what_cannot_be_swallowed_harms_no_neighbour",
        POISON,
        ("P1", "P14"),
    ),
    Experiment(
        "F28",
        "three of a hundred commits, calls and requests: done, and not said",
        "test_what_was_done_and_not_said_is_done_once",
        FORGETFUL,
        ("P1", "P3"),
    ),
    Experiment(
        "F30",
        "partitions: refused, a black hole, one way only",
        "test_no_partition_loses_anything",
        EARLY,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F31", "three packets of twenty lost", "test_no_lost_packet_loses_anything", EARLY, ("P1", "P3")
    ),
    Experiment(
        "F32",
        "late, reset, cut after so many bytes, closed by half",
        "test_no_torn_connection_loses_anything",
        EARLY,
        ("P1", "P3"),
    ),
    Experiment(
        "F36",
        "no connection free, tables held by somebody who went away",
        "test_no_crowd_at_the_database_loses_anything",
        EARLY,
        ("P1", "P6"),
    ),
    Experiment(
        "F38",
        "so many moments fall due while everything is away",
        "test_what_fell_due_while_everything_was_away_comes_once_and_none_too_early",
        LATE,
        ("P4",),
    ),
    Experiment(
        "F51-worker-1",
        "a worker is asked to end",
        "test_whoever_is_asked_to_end_finishes_and_ends_in_time",
        EARLY,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F51-api",
        "an API is asked to end",
        "test_whoever_is_asked_to_end_finishes_and_ends_in_time",
        EARLY,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F51-api-2",
        "the other API is asked to end",
        "test_whoever_is_asked_to_end_finishes_and_ends_in_time",
        EARLY,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F51-temporal",
        "the engine is asked to end",
        "test_whoever_is_asked_to_end_finishes_and_ends_in_time",
        EARLY,
        ("P1", "P3", "P6"),
    ),
    Experiment(
        "F51-postgres",
        "PostgreSQL is asked to end",
        "test_whoever_is_asked_to_end_finishes_and_ends_in_time",
        EARLY,
        ("P1", "P3", "P6"),
    ),
)


def by_id(id: str) -> Experiment:
    return next(each for each in EXPERIMENTS if each.id == id)
