"""A thread, and what belongs to it, outlives a request."""

import asyncio
import threading

from asgiref.sync import sync_to_async

from loket.lib.kept_threads import KeptThreads


async def where(threads, wait=None):
    """The thread in which a request is answered; it may wait there for something."""
    async with threads.lent():
        await sync_to_async(wait or (lambda: None))()
        return await sync_to_async(threading.get_ident)()


def test_a_request_is_answered_in_the_thread_of_the_one_before():
    async def two():
        threads = KeptThreads(most=2)
        first = await where(threads)
        await until(lambda: threads._idle)
        return first, await where(threads)

    first, second = asyncio.run(two())

    assert first == second


def test_two_requests_at_once_are_answered_in_two_threads():
    async def both():
        threads, meet = KeptThreads(most=2), threading.Barrier(2)
        return await asyncio.gather(*[where(threads, meet.wait) for _ in range(2)])

    first, second = asyncio.run(both())

    assert first != second


def test_a_thread_that_still_works_for_somebody_who_left_is_not_lent():
    async def one_leaves():
        threads, begun, done = KeptThreads(most=2), threading.Event(), threading.Event()
        left = []

        def work():
            left.append(threading.get_ident())
            begun.set()
            done.wait()

        async def leave():
            async with threads.lent():
                task = asyncio.create_task(sync_to_async(work)())
                await until(begun.is_set)
                task.cancel()

        await leave()
        other = await where(threads)
        done.set()
        return left[0], other

    left, other = asyncio.run(one_leaves())

    assert left != other


def test_no_more_than_some_wait():
    async def three():
        threads, meet = KeptThreads(most=1), threading.Barrier(3)
        lent = await asyncio.gather(*[where(threads, meet.wait) for _ in range(3)])
        await until(lambda: len(alive(lent)) == 1)
        return len(threads._idle)

    assert asyncio.run(three()) == 1


def alive(found):
    return {one.ident for one in threading.enumerate()} & set(found)


async def until(is_so):
    while not is_so():
        await asyncio.sleep(0)
