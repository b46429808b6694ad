"""What must happen every day without anybody asking, and the worker that sees to it."""

import os
import threading

import django

HOUR = 3600
HOURS_A_DAY = 24


def enqueue_upkeep() -> None:
    """Ask for today's upkeep: doing it twice does no harm."""
    from raamvertelling.people.tasks import forget_sessions
    from raamvertelling.sensemaking.tasks import refresh_outside_views
    from raamvertelling.stories.tasks import (
        carry_out_terms,
        close_ended,
        finish_withdrawals,
        forget_tasks,
        sweep_media,
        tidy_desk,
        write_heads,
    )
    from raamvertelling.telling.tasks import purge_drafts

    keeping = (finish_withdrawals, carry_out_terms, purge_drafts, sweep_media, tidy_desk)
    for task in (*keeping, forget_sessions, forget_tasks, close_ended, refresh_outside_views, write_heads):
        task.enqueue()


def every_day(stop: threading.Event) -> None:
    """Enqueue the upkeep now and once a day; wipe forgotten uploads, and what a busy database left, every hour."""
    from raamvertelling.stories.services.withdrawing import clean_files
    from raamvertelling.stories.upload_box import sweep_box

    while True:
        enqueue_upkeep()
        for _ in range(HOURS_A_DAY):
            sweep_box()
            clean_files()
            if stop.wait(HOUR):
                return


def main() -> None:
    """Be the worker: `python -m raamvertelling.config.upkeep`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raamvertelling.config.settings")
    django.setup()
    from django.core.management import call_command  # after setup, as everything that needs the settings

    from raamvertelling.config.halfway import refuse_half_restored

    refuse_half_restored()
    stop = threading.Event()
    threading.Thread(target=every_day, args=(stop,), daemon=True).start()
    try:
        call_command("db_worker", startup_delay=False, verbosity=0)
    finally:
        stop.set()


if __name__ == "__main__":
    main()
