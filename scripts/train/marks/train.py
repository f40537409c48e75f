"""Trains the reader of marks: python3 scripts/train/marks/train.py --data ../shared/data --out OUT [--minutes 35] [--start PT]."""
import argparse
import copy
import math
import os
import time
import numpy as np
import torch
import torch.nn.functional as F
from marks import NAMES
from reader import Reader
import shipped
from tiles import COLUMNS, HEIGHT, IGNORED, Maker, ROWS, WIDTH, read_images

RATE, FINER_RATE, DECAY, WARM_STEPS = 3e-3, 1e-3, 0.02, 200
POOL, FRESH, BATCH = 12000, 24, 128
GAMMA, ALPHA = 2.0, 0.4
SAVE_EVERY, PRINT_EVERY = 250, 100
# So many tiles say what the batch norms of a shipped file shall expect.
SPREAD_TILES = 500


class Pool:
    """Tiles to draw batches from; some are made anew at each step."""

    def __init__(self, maker, size, seed):
        self.maker, self.random, self.at = maker, np.random.default_rng(seed), 0
        self.tiles = np.zeros((size, HEIGHT, WIDTH, 3), np.uint8)
        self.classes = np.zeros((size, ROWS, COLUMNS), np.int8)
        self.sides = np.zeros((size, 4, ROWS, COLUMNS), np.float16)
        self.make(size)

    def make(self, number):
        for _ in range(number):
            self.tiles[self.at], self.classes[self.at], self.sides[self.at] = self.maker.tile()
            self.at = (self.at + 1) % len(self.tiles)
            if self.at % 8 == 0:
                self.maker.bank.refresh()

    def batch(self, number):
        chosen = self.random.integers(0, len(self.tiles), number)
        frames = torch.from_numpy(np.ascontiguousarray(self.tiles[chosen][..., ::-1].transpose(0, 3, 1, 2)))
        return frames.float().div_(255), torch.from_numpy(self.classes[chosen]).long(), torch.from_numpy(self.sides[chosen]).float()


def loss_of(out, classes, sides):
    """Focal loss of the classes, and how far the box is from the drawn one."""
    number = len(NAMES)
    logits, reach = out[:, :number].permute(0, 2, 3, 1), F.softplus(out[:, number:]).permute(0, 2, 3, 1)
    taught, there = classes != IGNORED, classes > 0
    truth = F.one_hot(classes.clamp(min=0), number + 1)[..., 1:].float()
    plain = F.binary_cross_entropy_with_logits(logits, truth, reduction='none')
    sure = torch.exp(-plain)
    weight = truth * ALPHA + (1 - truth) * (1 - ALPHA)
    focal = (weight * (1 - sure) ** GAMMA * plain)[taught].sum() / there.sum().clamp(min=1)
    far = F.smooth_l1_loss(reach[there], sides.permute(0, 2, 3, 1)[there], beta=0.3)
    return 4 * focal + far, focal.item(), far.item()


def follow(average, model, step):
    keep = min(0.998, (1 + step) / (10 + step))
    with torch.no_grad():
        for a, b in zip(average.state_dict().values(), model.state_dict().values()):
            a.lerp_(b, 1 - keep) if a.is_floating_point() else a.copy_(b)


def save(path, average, model, optimiser, step, spent):
    torch.save({'average': average.state_dict(), 'model': model.state_dict(), 'optimiser': optimiser.state_dict(), 'step': step,
                'spent': spent}, path + '.new')
    os.replace(path + '.new', path)


def first(start, maker):
    """The network to begin with: new, of a checkpoint, or of a shipped file."""
    if start is None:
        return Reader()
    if start.endswith('.onnx'):
        frames, _, _ = Pool(maker, SPREAD_TILES, 0).batch(SPREAD_TILES)
        return shipped.load(start, frames)
    model = Reader()
    model.load_state_dict(torch.load(start, map_location='cpu')['average'])
    return model


def train(options):
    torch.manual_seed(options.seed)
    path, step, spent = os.path.join(options.out, 'marks.pt'), 0, 0.0
    maker = Maker(read_images(options.data), options.seed)
    model = first(options.start, maker).to(memory_format=torch.channels_last)
    rate = RATE if options.start is None else FINER_RATE
    average, optimiser = copy.deepcopy(model).eval(), torch.optim.AdamW(model.parameters(), rate, weight_decay=DECAY)
    if os.path.exists(path):
        state = torch.load(path)
        model.load_state_dict(state['model'])
        average.load_state_dict(state['average'])
        optimiser.load_state_dict(state['optimiser'])
        step, spent = state['step'], state['spent']
        maker = Maker(maker.images, options.seed + step)
    pool = Pool(maker, POOL, options.seed + step)
    start, sums = time.time() - spent, np.zeros(2)
    while time.time() - start < options.minutes * 60:
        done = (time.time() - start) / 60 / options.minutes
        for group in optimiser.param_groups:
            group['lr'] = rate * min(1, (step + 1) / WARM_STEPS) * (0.5 + 0.5 * math.cos(math.pi * done))
        pool.make(FRESH)
        frames, classes, sides = pool.batch(BATCH)
        loss, *parts = loss_of(model(frames.contiguous(memory_format=torch.channels_last)), classes, sides)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        follow(average, model, step)
        step += 1
        sums += parts
        if step % PRINT_EVERY == 0:
            print(f'{step} {done:.3f} {time.time() - start:.0f}s classes {sums[0] / PRINT_EVERY:.3f} box {sums[1] / PRINT_EVERY:.3f}',
                  flush=True)
            sums = np.zeros(2)
        if step % SAVE_EVERY == 0:
            save(path, average, model, optimiser, step, time.time() - start)
    save(path, average, model, optimiser, step, time.time() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default='../shared/data')
    parser.add_argument('--out', required=True, help='a folder outside the repository')
    parser.add_argument('--start', help='a checkpoint or a marks.onnx whose weights are taught on')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--minutes', type=float, default=35)
    options = parser.parse_args()
    torch.set_num_threads(1)
    os.makedirs(options.out, exist_ok=True)
    train(options)


if __name__ == '__main__':
    main()
