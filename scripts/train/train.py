"""Trains the recogniser: python3 scripts/train/train.py --data ../shared/data --out OUT. Continues where it stopped."""
import argparse
import copy
import math
import multiprocessing
import os
import time

# Waiting threads that spin starve each other as soon as anything else runs: measured, six times slower on two cores.
os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')

import torch
import losses
from batches import Batches
from cache import prepare, refresh
from dataset import Dataset
from network import Prototypes, Recogniser

SCALE_CELLS, SCALE_SCENE = 18.0, 16.0
DECAY, WARM_STEPS = 0.05, 200
# A pretrained backbone without batch norm breaks at the rate that the heads want. Neither is lowered towards the end: what
# that gains is learning the pictures by heart (EXPERIMENTS.md). Averaging snapshots quiets the weights instead.
RATE, BACKBONE_RATE = 0.9e-3, 1.2e-4
ORDINARY, PLACED = 96, 32
SIDE = 128
SAVE_EVERY, SNAPSHOT_EVERY, PRINT_EVERY = 250, 500, 50


class Model(torch.nn.Module):
    """The network with the prototypes of every class."""

    def __init__(self, dataset, net):
        super().__init__()
        self.net = net
        self.cells = Prototypes([prototypes_of(dataset, c) for c in dataset.classes], SCALE_CELLS)
        self.scene = Prototypes([4 if c in dataset.styles else prototypes_of(dataset, c)
                                 for c in dataset.scene_classes], SCALE_SCENE)

    def forward(self, frames):
        cells, scene = self.net(frames)
        return cells.flatten(2).transpose(1, 2), scene


def prototypes_of(dataset, name):
    """More pictures, more prototypes; what is not one character needs more of them."""
    if name == 'characters':
        return 12
    number = dataset.count[name]
    if dataset.is_character(name) and dataset.labels[name]['type'] == 'character':
        return 1 + (number >= 30) + (number >= 100)
    return min(12, 2 + number // 60)


def total_loss(model, batches):
    frames, t = batches.next(ORDINARY, PLACED, SIDE)
    cells, scene = model(frames)
    logits = model.cells(cells)
    parts = {
        'whole': losses.whole_pictures(logits[:ORDINARY], t['label'], t['sure'], t['allowed']),
        'placed': 0.5 * losses.placed_figures(logits[ORDINARY:], t['cells'], batches.contrast),
        'scene': losses.scenes(model.scene(scene[:ORDINARY]), t['scene'], t['scene_allowed']),
    }
    return sum(parts.values()), parts


def follow(average, model, step):
    """Moves the averaged weights a little towards the trained ones; faster while training is young."""
    keep = min(0.998, (1 + step) / (10 + step))
    with torch.no_grad():
        for a, b in zip(average.state_dict().values(), model.state_dict().values()):
            a.lerp_(b, 1 - keep) if a.is_floating_point() else a.copy_(b)


def save(path, **state):
    torch.save(state, path + '.new')
    os.replace(path + '.new', path)


def groups_of(model):
    """Parameters with their rates; the biases of the backbone hold what batch norms left, so they move with it."""
    slow = list(model.net.weights.parameters())
    known = {id(p) for p in slow}
    return [{'params': [p for p in model.parameters() if id(p) not in known], 'top': RATE},
            {'params': slow, 'top': BACKBONE_RATE}]


class Training:
    """Model, average and optimiser, with what it takes to go on where a training stopped."""

    def __init__(self, dataset, options):
        self.model = Model(dataset, Recogniser(options.data)).to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.model).eval()
        self.optimiser = torch.optim.AdamW(groups_of(self.model), RATE, weight_decay=DECAY)
        self.out, self.step, spent = options.out, 0, 0.0
        if options.start:
            self.model.load_state_dict(torch.load(options.start)['average'])
            self.average.load_state_dict(self.model.state_dict())
        if os.path.exists(self.path):
            state = torch.load(self.path)
            for name in ('model', 'average', 'optimiser'):
                getattr(self, name).load_state_dict(state[name])
            self.step, spent = state['step'], state['spent']
        self.begun = time.time() - spent

    @property
    def path(self):
        return os.path.join(self.out, 'checkpoint.pt')

    def seconds(self):
        return time.time() - self.begun

    def advance(self, batches):
        """One step; returns the parts of its loss."""
        for group in self.optimiser.param_groups:
            group['lr'] = group['top'] * min(1, (self.step + 1) / WARM_STEPS)
        self.model.train()
        loss, parts = total_loss(self.model, batches)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimiser.step()
        follow(self.average, self.model, self.step)
        self.step += 1
        return {name: value.item() for name, value in parts.items()}

    def save(self):
        save(self.path, model=self.model.state_dict(), average=self.average.state_dict(),
             optimiser=self.optimiser.state_dict(), step=self.step, spent=self.seconds())

    def save_snapshot(self):
        path = os.path.join(self.out, f'snapshot-{self.step}.pt')
        save(path, average=self.average.state_dict(), step=self.step)


def train(dataset, options):
    torch.manual_seed(options.seed)
    folder = os.path.join(options.out, 'cache')
    cache, training = prepare(folder, dataset, options.seed), Training(dataset, options)
    batches = Batches(dataset, cache, options.seed + training.step)
    multiprocessing.Process(target=refresh, daemon=True, args=(
        folder, dataset, options.seed + training.step + 99, options.refresh)).start()
    sums = {}
    while training.step < options.steps and training.seconds() < (options.minutes or math.inf) * 60:
        for name, value in training.advance(batches).items():
            sums[name] = sums.get(name, 0) + value / PRINT_EVERY
        if training.step % PRINT_EVERY == 0:
            print(training.step, f'{training.seconds():.0f}s', {k: round(v, 3) for k, v in sums.items()}, flush=True)
            sums = {}
        if training.step % SAVE_EVERY == 0:
            training.save()
        if training.step % SNAPSHOT_EVERY == 0:
            training.save_snapshot()
    training.save()
    open(os.path.join(options.out, 'training.done'), 'w').write(f'{training.step} steps\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default='../shared/data')
    parser.add_argument('--out', required=True, help='a folder outside the repository for cache and checkpoints')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--steps', type=int, default=100000)
    parser.add_argument('--minutes', type=float, default=0, help='also stop after so long')
    parser.add_argument('--refresh', type=float, default=0.3, help='share of one core that makes new views')
    parser.add_argument('--start', help='a checkpoint whose weights to begin with')
    parser.add_argument('--threads', type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    dataset = Dataset(options.data)
    for line in dataset.warnings:
        print('warning:', line)
    if dataset.faults:
        raise SystemExit('\n'.join(dataset.faults))
    os.makedirs(options.out, exist_ok=True)
    train(dataset, options)


if __name__ == '__main__':
    main()
