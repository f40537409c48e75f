"""The cache of training views on disk, and the process that keeps it fresh."""
import multiprocessing
import os
import time
import numpy as np
from views import CELL, SIDE, Maker, make_view

VIEWS = 6
COMPOSITES = 12000
GRID = SIDE // CELL


def open_cache(folder, pictures, mode='r+'):
    names = {'views': ((pictures, VIEWS, SIDE, SIDE, 3), np.uint8),
             'composites': ((COMPOSITES, SIDE, SIDE, 3), np.uint8),
             'cells': ((COMPOSITES, GRID, GRID), np.int16)}
    return {n: np.lib.format.open_memmap(os.path.join(folder, n + '.npy'), mode, dtype, shape if mode == 'w+' else None)
            for n, (shape, dtype) in names.items()}


def fill(folder, dataset, part, parts, seed):
    cache, maker = open_cache(folder, len(dataset.train)), Maker(dataset, seed + part)
    for i in range(part, len(dataset.train), parts):
        rgb, alpha = maker.read(i)
        for v in range(VIEWS):
            cache['views'][i, v] = make_view(rgb, alpha, maker.random)
    for i in range(part, COMPOSITES, parts):
        cache['composites'][i], cache['cells'][i] = maker.composite()


def refresh(folder, dataset, seed, busy):
    """Replaces views and composites for ever, working `busy` of the time at the lowest priority."""
    os.setpriority(os.PRIO_PROCESS, 0, 10)
    parent = os.getppid()
    cache, maker = open_cache(folder, len(dataset.train)), Maker(dataset, seed)
    while os.getppid() == parent:
        start = time.time()
        for _ in range(40):
            i = maker.random.integers(len(dataset.train))
            cache['views'][i, maker.random.integers(VIEWS)] = maker.view(i)
        for _ in range(12):
            i = maker.random.integers(COMPOSITES)
            cache['composites'][i], cache['cells'][i] = maker.composite()
        time.sleep((time.time() - start) * (1 - busy) / busy)


def prepare(folder, dataset, seed):
    """Builds what is missing of the views and returns the open cache."""
    os.makedirs(folder, exist_ok=True)
    done = os.path.join(folder, 'cache.done')
    if not os.path.exists(done):
        open_cache(folder, len(dataset.train), 'w+')
        workers = [multiprocessing.Process(target=fill, args=(folder, dataset, p, 2, seed)) for p in range(2)]
        for w in workers:
            w.start()
        for w in workers:
            w.join()
        if any(w.exitcode for w in workers):
            raise SystemExit('the cache could not be filled')
        open(done, 'w').write(f'{len(dataset.train)} pictures\n')
    return open_cache(folder, len(dataset.train))
