"""Which test covers each fault the program lives through; a test that is renamed or taken away is missed here.

Faults of the wire are proved where they happen, at the client over a real socket; how the worker and the screens carry
on is proved once for each kind of trouble.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent

FAULTS: dict[str, tuple[str, ...]] = {
    # Connections
    "refused": (
        "api/test_client.py::test_a_refused_connection_was_certainly_not_used",
        "api/test_retry.py::test_a_connection_refused_to_a_read_is_tried_again",
        "worker/test_purchase_gateway.py::test_a_refused_connection_sent_nothing",
        "terminal/test_terminal_http.py::test_what_was_known_is_on_screen_at_once_and_the_server_coming_back_is_noticed",
    ),
    "reset": (
        "api/test_client.py::test_a_broken_answer_leaves_a_write_in_doubt_and_is_not_repeated[reset at once]",
        "api/test_retry.py::test_a_read_survives_trouble_that_passes[reset]",
    ),
    "black hole": (
        "api/test_client.py::test_a_request_nobody_reads_may_have_been_sent",
        "api/test_client.py::test_a_handshake_that_never_ends_was_certainly_not_used",
        "worker/test_purchase_gateway.py::test_a_server_that_takes_the_request_and_never_speaks_gave_no_answer",
        "worker/test_worker_faults.py::test_one_dead_endpoint_does_not_delay_the_others",
    ),
    "half answer": (
        "api/test_client.py::test_a_broken_answer_leaves_a_write_in_doubt_and_is_not_repeated[half a body]",
        "api/test_stream.py::test_a_cut_list_is_an_error_and_not_a_short_list",
        "worker/test_purchase_gateway.py::test_an_answer_that_breaks_off_is_no_answer",
    ),
    "garbage": (
        "api/test_client.py::test_a_broken_answer_leaves_a_write_in_doubt_and_is_not_repeated[garbage]",
        "api/test_lenient.py::test_a_value_of_any_shape_is_read_or_refused_with_the_one_error",
        "api/test_envelopes.py::test_no_bytes_break_the_explaining",
    ),
    "HTML": (
        "api/test_client.py::test_a_good_status_with_a_bad_body_is_unreadable_and_answered[page]",
        "api/test_client.py::test_a_body_between_us_and_the_api_is_told_from_its_envelopes",
        "worker/test_explain.py::test_a_gateway_s_web_page_is_called_one",
    ),
    "empty body": (
        "api/test_client.py::test_a_good_status_with_a_bad_body_is_unreadable_and_answered[nothing]",
        "worker/test_onboarding_story.py::test_an_empty_answer_to_start_is_a_start",
    ),
    "slow drip": (
        "api/test_client.py::test_the_deadline_ends_a_call_however_slowly_it_goes_on[a drip]",
        "worker/test_purchase_gateway.py::test_waiting_ends_at_the_deadline_without_an_answer",
    ),
    "DNS failure": ("api/test_client.py::test_a_name_nobody_knows_was_certainly_not_reached",),
    "expired TLS": ("api/test_transport.py::test_an_expired_certificate_certainly_stops_a_purchase",),
    # Answers
    **{
        str(status): (
            f"api/test_client.py::test_a_status_has_its_error_with_the_servers_words[{status}]",
            f"worker/test_explain.py::test_every_error_of_every_operation_says_what_happened_in_a_sentence[{status}]",
        )
        for status in (401, 403, 404, 409, 422, 503)
    },
    "500": ("api/test_client.py::test_a_status_has_its_error_with_the_servers_words[500]",),
    "429 with Retry-After": (
        "api/test_client.py::test_a_throttled_write_says_how_long_to_wait",
        "api/test_retry.py::test_a_wait_the_server_asks_for_is_kept",
        "worker/test_worker.py::test_being_asked_to_slow_down_holds_back_all_that_is_read_unasked",
        "worker/test_worker.py::test_paused_while_the_server_wants_a_rest_nothing_is_under_way_any_more",
    ),
    "429 without Retry-After": (
        "api/test_retry.py::test_a_read_survives_trouble_that_passes[429]",
        "sandbox/test_scenario_weather.py::test_a_storm_throttles_in_its_window_and_says_how_long_if_told_to",
    ),
    "the API is away": (
        "worker/test_worker.py::test_an_outage_keeps_what_is_known_and_says_since_when_and_when_it_tries_again",
        "screens/customers/test_customers.py::test_while_the_api_is_away_the_list_stays_with_its_age_and_r_tries_now",
        "screens/customer/test_customer_view.py::test_while_the_api_is_away_that_is_said_and_what_is_known_stays",
    ),
    "one dead endpoint": ("worker/test_worker_faults.py::test_one_dead_endpoint_does_not_delay_the_others",),
    # Data
    "a child org with no name": (
        "api/test_stream.py::test_an_org_without_a_name_is_no_flaw",
        "domain/customers/test_standing.py::test_a_customer_without_a_name_stands_under_its_id",
        "screens/customers/test_customers_rows.py::test_a_customer_without_a_name_is_called_by_its_id",
    ),
    "duplicated ids": (
        "api/test_stream.py::test_orgs_come_in_the_servers_order_with_duplicates_and_their_own_text",
        "worker/test_worker_faults.py::test_a_customer_that_is_listed_twice_is_shown_once_and_counted",
        "screens/customers/test_customers_summary.py::test_the_summary_tells_when_the_server_listed_somebody_twice_or_unreadably",
    ),
    "an org that disappears while open": (
        "screens/customers/test_customers.py::test_a_customer_that_disappears_hands_the_cursor_to_its_neighbour",
        "screens/customer/test_customer_view.py::test_a_customer_that_goes_while_open_is_kept_as_known_and_nothing_is_written_to_it",
        "screens/plan/test_plan_states.py::test_a_customer_that_has_gone_is_said_and_cannot_be_bought_for",
    ),
    "ten thousand orgs": (
        "api/test_stream.py::test_ten_thousand_orgs_are_all_there",
        "screens/customers/test_customers_cost.py::test_of_ten_thousand_customers_only_the_visible_ones_are_made",
        "screens/customers/test_ten_thousand.py::test_ten_thousand_customers_are_listed_filtered_and_walked_to_the_end",
        "widgets/test_virtual_table.py::test_of_ten_thousand_rows_only_those_in_view_are_formatted",
    ),
    "a plan with nulls": (
        "worker/test_translate.py::test_an_empty_plan_has_no_figures_and_none_of_them_is_zero",
        "conformance/test_reading.py::test_what_servers_in_the_field_leave_out_is_read_as_left_out",
        "screens/plan/test_plan_figures.py::test_any_plan_has_eight_figures_and_two_bars",
    ),
    # Time
    "clock skew": (
        "api/test_retry.py::test_a_date_is_compared_with_the_servers_own_clock",
        "worker/test_worker_faults.py::test_a_clock_that_is_set_back_by_a_day_stops_no_reading",
        "worker/test_worker_faults.py::test_what_an_earlier_run_noted_with_a_clock_that_was_ahead_is_read_anew",
        "screens/purchase/test_purchase_arming.py::test_keys_count_after_the_delay_only_and_a_clock_that_goes_back_locks_nobody_out",
    ),
    # The disk
    "disk full": (
        "store/test_state_file.py::test_a_full_disk_turns_the_store_to_memory_with_what_it_knew",
        "store/test_journal_trouble.py::test_a_full_disk_is_an_error_and_nothing_is_written",
        "worker/test_purchase_driver.py::test_when_the_journal_cannot_be_written_nothing_is_sent",
        "store/test_text_file.py::test_a_disk_that_is_full_leaves_neither_half_a_file_nor_the_old_one_harmed",
        "cli/test_command_line.py::test_output_that_finds_no_room_is_an_exit_code_and_plain_words",
        "terminal/test_terminal_disk.py::test_a_disk_that_is_full_takes_the_memory_and_not_the_program",
    ),
    "read-only home": (
        "terminal/test_terminal_homes.py::test_where_nothing_can_be_kept_the_sandbox_works_all_the_same",
        "terminal/test_terminal_disk.py::test_in_a_home_that_can_not_be_written_it_shows_everything_and_buys_nothing",
        "screens/test_notices.py::test_a_disk_that_takes_nothing_any_more_while_the_program_runs_is_told",
    ),
    "corrupt store": (
        "store/test_state_file.py::test_a_file_that_is_no_database_is_moved_aside_and_begun_anew",
        "store/test_state_file.py::test_damage_deep_in_the_file_is_found_when_it_is_read",
        "store/test_state_file.py::test_texts_and_tables_that_are_none_of_ours_are_damage",
        "store/test_journal_trouble.py::test_a_damaged_page_is_noticed_on_opening",
        "store/test_journal_trouble.py::test_texts_and_tables_that_are_none_of_ours_are_damage",
        "terminal/test_terminal_disk.py::test_files_that_are_damaged_or_of_a_newer_program_are_told_and_the_rest_works[garbage]",
    ),
    "future-version store": (
        "store/test_state_file.py::test_a_file_of_a_newer_program_is_moved_aside",
        "store/test_journal_trouble.py::test_a_journal_of_a_newer_program_is_refused_and_left_as_it_is",
        "terminal/test_terminal_disk.py::test_files_that_are_damaged_or_of_a_newer_program_are_told_and_the_rest_works[newer]",
    ),
    "two instances": (
        "store/test_journal_programs.py::test_of_two_programs_told_to_buy_the_same_exactly_one_intends",
        "store/test_state.py::test_two_programs_share_one_file_and_the_last_writer_wins",
        "store/test_state_file.py::test_a_file_that_another_program_began_anew_is_not_moved_aside",
        "terminal/test_terminal_http.py::test_two_programs_of_one_person_run_beside_each_other",
        "terminal/test_terminal_homes.py::test_two_sandboxes_in_one_home_do_not_disturb_each_other",
    ),
    # The terminal
    "terminal resize to 1x1 and back": (
        "terminal/test_terminal_resize.py::test_every_size_is_survived_on_the_list_and_on_a_dialog_and_on_a_customer",
        "widgets/test_virtual_table.py::test_a_terminal_may_shrink_to_one_cell_and_grow_back",
    ),
    "SIGTERM": (
        "terminal/test_terminal_signals.py::test_a_signal_ends_it_with_the_code_of_the_signal[SIGTERM]",
        "terminal/test_terminal_start.py::test_told_to_end_while_it_starts_it_leaves_the_terminal_as_it_was",
    ),
    "SIGHUP": (
        "terminal/test_terminal_signals.py::test_a_signal_ends_it_with_the_code_of_the_signal[SIGHUP]",
        "terminal/test_terminal_signals.py::test_when_the_terminal_goes_away_it_ends_by_itself_and_does_not_spin[usual]",
        "terminal/test_terminal_signals.py::test_it_ends_also_when_the_terminal_took_nothing_any_more_before_it_went",
    ),
    "SIGHUP ignored at launch": (
        "terminal/test_terminal_signals.py::test_when_the_terminal_goes_away_it_ends_by_itself_and_does_not_spin[nohup]",
        "terminal/test_terminal_signals.py::test_under_nohup_a_hangup_alone_changes_nothing",
    ),
    "Ctrl-C": (
        "terminal/test_terminal_signals.py::test_ctrl_c_only_says_how_to_quit",
        "cli/test_command_line.py::test_ctrl_c_ends_with_130_and_takes_the_key_command_along",
    ),
    "Ctrl-Z and back": (
        "terminal/test_terminal_suspend.py::test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_the_screen_back",
        "terminal/test_terminal_signals.py::test_told_to_stop_from_outside_it_gives_the_terminal_back_and_takes_it_again",
        "screens/test_quit.py::test_with_a_purchase_under_way_it_is_not_stopped_either",
    ),
    "bracketed paste": (
        "terminal/test_terminal_keys.py::test_what_is_pasted_onto_the_list_is_no_command",
        "terminal/test_terminal_keys.py::test_a_paste_into_the_filter_takes_its_first_line_and_no_control_characters",
        "screens/purchase/test_purchase_dialog.py::test_a_paste_never_counts_whichever_way_it_comes",
    ),
    "quitting with a purchase in flight": (
        "screens/test_quit.py::test_quitting_with_a_purchase_under_way_asks_first_and_then_leaves_it_as_sent",
    ),
    "stdout not a terminal": (
        "terminal/test_terminal_start.py::test_what_is_no_terminal_is_refused_and_gets_no_escape_sequence",
        "cli/test_command_line.py::test_a_stream_that_is_closed_is_no_traceback",
    ),
    "TERM=dumb": ("terminal/test_terminal_start.py::test_a_terminal_without_a_cursor_is_refused_in_a_sentence[dumb]",),
}  # fmt: skip
"""A fault -> the tests that cover it; a word in brackets is the case of a test that is run for several."""


@cache
def contents_of(file: str) -> dict[str, str]:
    """The tests of a file by their names, and the text of the whole file with each, where its cases are told."""
    text = (HERE / file).read_text(encoding="utf-8")
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name: text for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_covered_by_tests_that_are_there(fault: str) -> None:
    assert FAULTS[fault]
    for named in FAULTS[fault]:
        file, _, test = named.partition("::")
        name, _, case = test.rstrip("]").partition("[")
        assert name.startswith("test_")
        assert name in contents_of(file), named
        assert case in contents_of(file)[name], named
