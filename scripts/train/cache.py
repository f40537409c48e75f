"""The cache of training views on disk, what the teacher says of them, and the process that keeps it fresh."""
import multiprocessing
import os
import time
import numpy as np
import torch
from network import DIMENSIONS
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


class Teaching:
    """What the teacher says of every view and composite, and how to ask it again: float16 unit embeddings on disk."""

    def __init__(self, folder, pictures, teacher, mode='r+'):
        self.teacher = teacher
        shapes = {'views': (pictures, VIEWS), 'composites': (COMPOSITES,)}
        self.cells, self.scene = ({name: np.lib.format.open_memmap(
            os.path.join(folder, f'taught-{kind}-{name}.npy'), mode, np.float16, shape + tail if mode == 'w+' else None)
            for name, shape in shapes.items()} for kind, tail in (('cells', (GRID, GRID, DIMENSIONS)), ('scene', (DIMENSIONS,))))

    def ask(self, name, places, pictures):
        """Stores the embeddings of pictures [n,SIDE,SIDE,3] at `places`, n indices of the array `name`."""
        frames = torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2).float().div_(255)
        with torch.no_grad():
            cells, scene = self.teacher(frames.contiguous(memory_format=torch.channels_last))
        for place, c, s in zip(places, cells.permute(0, 2, 3, 1).numpy(), scene.numpy()):
            self.cells[name][place], self.scene[name][place] = c, s


def teach(folder, pictures, teacher):
    """Asks the teacher about everything in the cache."""
    cache, teaching = open_cache(folder, pictures, 'r'), Teaching(folder, pictures, teacher, 'w+')
    for i in range(0, pictures, 8):
        part = range(i, min(i + 8, pictures))
        teaching.ask('views', [(p, v) for p in part for v in range(VIEWS)],
                     cache['views'][part.start:part.stop].reshape(-1, SIDE, SIDE, 3))
    for i in range(0, COMPOSITES, 48):
        part = range(i, min(i + 48, COMPOSITES))
        teaching.ask('composites', part, cache['composites'][part.start:part.stop])
    open(os.path.join(folder, 'taught.done'), 'w').write('all\n')


def refresh(folder, dataset, seed, busy, teacher):
    """Replaces views and composites for ever, working `busy` of the time at the lowest priority; asks `teacher`, if any."""
    torch.set_num_threads(1)
    os.setpriority(os.PRIO_PROCESS, 0, 10)
    parent = os.getppid()
    cache, maker = open_cache(folder, len(dataset.train)), Maker(dataset, seed)
    teaching = Teaching(folder, len(dataset.train), teacher) if teacher else None
    while os.getppid() == parent:
        start = time.time()
        places = [(maker.random.integers(len(dataset.train)), maker.random.integers(VIEWS)) for _ in range(40)]
        mixed = [maker.random.integers(COMPOSITES) for _ in range(12)]
        for i, v in places:
            cache['views'][i, v] = maker.view(i)
        for i in mixed:
            cache['composites'][i], cache['cells'][i] = maker.composite()
        if teaching:
            teaching.ask('views', places, np.stack([cache['views'][p] for p in places]))
            teaching.ask('composites', mixed, cache['composites'][mixed])
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
