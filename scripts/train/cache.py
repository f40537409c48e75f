"""The cache of training views on disk, its teacher features, and the process that keeps it fresh."""
import importlib.util
import multiprocessing
import os
import sys
import time
import numpy as np
import torch
from views import CELL, SIDE, Maker, make_view

VIEWS = 6
# The teacher has seen these views, so they stay as they are; the others are made anew while training runs.
TAUGHT = 2
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
    """Replaces untaught views and composites for ever, working `busy` of the time at the lowest priority."""
    os.nice(10)
    parent = os.getppid()
    cache, maker = open_cache(folder, len(dataset.train)), Maker(dataset, seed)
    while os.getppid() == parent:
        start = time.time()
        for _ in range(40):
            i = maker.random.integers(len(dataset.train))
            cache['views'][i, maker.random.integers(TAUGHT, VIEWS)] = maker.view(i)
        for _ in range(8):
            i = maker.random.integers(COMPOSITES)
            cache['composites'][i], cache['cells'][i] = maker.composite()
        time.sleep((time.time() - start) * (1 - busy) / busy)


def load_teacher(data):
    folder = os.path.join(data, 'teacher')
    sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location('teacher', os.path.join(folder, 'teacher.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Teacher(os.path.join(folder, 'mobilenet_v2_int8.tflite')).eval()


def teach(folder, dataset):
    """Pooled teacher features of the taught views, centred: [pictures, TAUGHT, 1280] float16."""
    teacher, cache = load_teacher(dataset.data), open_cache(folder, len(dataset.train), 'r')
    flat = cache['views'][:, :TAUGHT].reshape(-1, SIDE, SIDE, 3)
    out = np.zeros((len(flat), 1280), np.float32)
    with torch.no_grad():
        for i in range(0, len(flat), 64):
            x = torch.from_numpy(flat[i:i + 64]).permute(0, 3, 1, 2).float().div(127.5).sub(1)
            out[i:i + 64] = teacher(x.contiguous(memory_format=torch.channels_last)).mean((2, 3)).numpy()
    out -= out.mean(0)
    np.save(os.path.join(folder, 'teacher.npy'), out.reshape(-1, TAUGHT, 1280).astype(np.float16))


def prepare(folder, dataset, seed):
    """Builds what is missing and returns the open cache."""
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
    if not os.path.exists(os.path.join(folder, 'teacher.npy')):
        teach(folder, dataset)
    return open_cache(folder, len(dataset.train)), np.load(os.path.join(folder, 'teacher.npy'))
