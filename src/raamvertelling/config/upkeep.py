"""What must happen every day without anybody asking, and the worker that sees to it."""

import os
import signal
import threading
import time

import django

HOUR = 3600
MINUTE = 60
SECOND = 1
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


def be_seen(stop: threading.Event) -> None:
    """Leave a sign every minute by which monitors see that the worker is there."""
    from raamvertelling.config.operating import signs

    while True:
        signs.leave(signs.WORKER)
        if stop.wait(MINUTE):
            return


def leave_when_restoring(stop: threading.Event) -> None:
    """End the worker, as the system would, when a copy is put back while it runs."""
    from raamvertelling.config.halfway import is_half_restored

    while not stop.wait(SECOND):
        if is_half_restored():
            os.kill(os.getpid(), signal.SIGTERM)
            return


def wait_for_tables() -> None:
    """Wait until the server has brought the tables up to date.

    Both begin at the same moment. Upkeep that begins on older tables would end with an error, and not come again
    until the next start, while the worker goes on and says that it is there.
    """
    from raamvertelling.config.prepare import tables_are_old

    while tables_are_old():
        time.sleep(SECOND)


def main() -> None:
    """Be the worker: `python -m raamvertelling.config.upkeep`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raamvertelling.config.settings")
    django.setup()
    from django.core.management import call_command  # after setup, as everything that needs the settings

    from raamvertelling.config.halfway import refuse_half_restored
    from raamvertelling.config.operating.in_use import hold
    from raamvertelling.config.operating.rotating import finish_rotation

    refuse_half_restored()
    wait_for_tables()
    hold()
    finish_rotation()
    stop = threading.Event()
    for watch in (every_day, be_seen, leave_when_restoring):
        threading.Thread(target=watch, args=(stop,), daemon=True).start()
    try:
        call_command("db_worker", startup_delay=False, verbosity=0)
    finally:
        stop.set()
        # An error and no end like any other: whoever starts the worker again does so until the copy is whole.
        refuse_half_restored()


if __name__ == "__main__":
    main()
