"""Trains the recogniser: python3 scripts/train/train.py --data ../shared/data --out OUT. Continues where it stopped."""
import argparse
import copy
import math
import os
import time

# Waiting threads that spin starve each other as soon as anything else runs: measured, six times slower on two cores.
os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')

import torch
import torch.nn.functional as F
import losses
from batches import Batches
from begin import begin
from canvases import Canvases, prepare
from dataset import Dataset
from frames import shown, turn
from network import Prototypes, Recogniser

SCALE_CELLS, SCALE_SCENE = 18.0, 16.0
DECAY, WARM_STEPS = 0.05, 200
# Vectors of this share of the usual length turn faster: an identity is seen far less often than a class.
SHORT = 0.1
# A pretrained backbone without batch norm breaks at the rate that the heads want. Teachers keep theirs to the end: lowering
# it gains learning the pictures by heart (EXPERIMENTS.md). A pupil has nothing to learn by heart, so its rate is lowered.
RATE, BACKBONE_RATE, LAST_RATE = 0.9e-3, 1.2e-4, 0.03
# Pictures of a batch; a third of them are composites.
BATCH = 128
# What a pupil's own losses count beside following its teachers.
OWN = 0.3
SAVE_EVERY, PRINT_EVERY, SNAPSHOTS = 60.0, 50, 4


class Model(torch.nn.Module):
    """The network with the prototypes of every class."""

    def __init__(self, dataset, net):
        super().__init__()
        self.net = net
        self.cells = Prototypes([prototypes_of(dataset, c) for c in dataset.classes], SCALE_CELLS)
        self.scene = Prototypes([4 if c in dataset.styles else prototypes_of(dataset, c)
                                 for c in dataset.scene_classes], SCALE_SCENE)
        # For training alone: no pack has them. One at least, for there are no prototypes of nothing.
        self.identities = Prototypes([1] * max(1, len(dataset.identities)), SCALE_CELLS)
        with torch.no_grad():
            self.identities.vectors.mul_(SHORT)

    def forward(self, frames):
        """Logits of the cells [n,rows,columns,classes] and of the scenes [n,scene classes], and the cells themselves [n,rows,columns,128]."""
        cells, scene = self.net(frames)
        cells = cells.permute(0, 2, 3, 1)
        return self.cells(cells), self.scene(scene), cells


def prototypes_of(dataset, name):
    """More pictures, more prototypes; what is not one character needs more of them."""
    if name == 'characters' or name in dataset.families['franchiseEntries']:
        return 12 if name == 'characters' else 32
    number = dataset.count[name]
    if dataset.is_character(name) and dataset.labels[name]['type'] == 'character':
        return 1 + (number >= 30) + (number >= 100)
    return min(12, 2 + number // 60)


def taught_loss(cells, scene, identities, t, contrast):
    """Loss of logits [n,cells,classes], [n,scene classes] and, of composites, [m,cells,identities] against what is known, in parts."""
    ordinary = len(t['label'])
    return {
        'whole': losses.whole_pictures(cells[:ordinary], t['label'], t['sure'], t['allowed'], t['inside']),
        'placed': 0.5 * losses.placed_figures(cells[ordinary:], t['cells'], contrast),
        'told apart': 0.5 * losses.told_apart(identities, t['identities']),
        'around': 0.1 * losses.nobody(cells[:ordinary], t['outside'], contrast),
        'scene': losses.scenes(scene[:ordinary], t['scene'], t['scene_allowed']),
    }


def follow(average, model, step):
    """Moves the averaged weights a little towards the trained ones; faster while training is young."""
    keep = min(0.998, (1 + step) / (10 + step))
    with torch.no_grad():
        mine, theirs = ([v for v in m.state_dict().values() if v.is_floating_point()] for m in (average, model))
        torch._foreach_mul_(mine, keep)
        torch._foreach_add_(mine, theirs, alpha=1 - keep)


def groups_of(model):
    """Parameters with their rates; the biases of the backbone hold what batch norms left, so they move with it."""
    slow = list(model.net.weights.parameters())
    known = {id(p) for p in slow}
    return [{'params': [p for p in model.parameters() if id(p) not in known], 'top': RATE},
            {'params': slow, 'top': BACKBONE_RATE}]


def save(path, **state):
    torch.save(state, path + '.new')
    os.replace(path + '.new', path)


class Teacher:
    """Averaged weights that a pupil follows; `share` multiplies the sides of a first look for it."""

    def __init__(self, dataset, options, path, share):
        self.model = Model(dataset, Recogniser(options.data)).to(options.device, memory_format=torch.channels_last).eval()
        self.model.load_state_dict(torch.load(path, map_location=options.device)['average'])
        self.model.net.is_rounded, self.share = False, share

    def believed(self, frames, fine, grid):
        """Posteriors on the grid given, [n,cells,classes], and of the scenes [n,scene classes]."""
        with torch.no_grad():
            cells, scene, _ = self.model(shown(frames, self.share, fine))
            cells = F.adaptive_avg_pool2d(F.softmax(cells, -1).permute(0, 3, 1, 2), grid)
            return cells.flatten(2).transpose(1, 2), F.softmax(scene, -1)


class Training:
    """Model, average and optimiser, the teachers it follows if any, and what it takes to go on where a training stopped."""

    def __init__(self, dataset, options):
        torch.manual_seed(options.seed)
        self.options = options
        self.model = Model(dataset, Recogniser(options.data)).to(options.device, memory_format=torch.channels_last)
        self.teachers = [Teacher(dataset, options, path, float(share)) for path, share in (f.split(':') for f in options.follow)]
        if options.begin:
            begin(self.model, dataset, options.begin, options.pack)
        elif self.teachers:
            self.model.load_state_dict(self.teachers[0].model.state_dict())
        # Only what ships needs to learn to live with rounded weights.
        self.model.net.is_rounded = 1 in options.share
        self.average = copy.deepcopy(self.model).eval()
        self.optimiser = torch.optim.AdamW(groups_of(self.model), RATE, weight_decay=DECAY)
        self.interesting = torch.tensor([float(dataset.is_character(c)) for c in dataset.classes], device=options.device)
        self.step, self.snapshots, spent = 0, 0, 0.0
        if os.path.exists(self.path('training.pt')):
            state = torch.load(self.path('training.pt'), map_location=options.device)
            for name in ('model', 'average', 'optimiser'):
                getattr(self, name).load_state_dict(state[name])
            self.step, self.snapshots, spent = state['step'], state['snapshots'], state['spent']
        self.begun = time.time() - spent

    def path(self, name):
        return os.path.join(self.options.out, name)

    def passed(self):
        """The share 0..1 of the training that is over, by steps or by the clock."""
        return min(1, max(self.step / self.options.steps, (time.time() - self.begun) / (self.options.minutes * 60)))

    def rate(self):
        """The share of the full rate; a batch larger than usual is surer of its way."""
        lowered = self.teachers or self.options.begin
        late = LAST_RATE + (1 - LAST_RATE) * (1 + math.cos(math.pi * self.passed())) / 2 if lowered else 1
        return self.options.rate * late * min(1, (self.step + 1) / WARM_STEPS) * (self.options.batch / BATCH) ** 0.25

    def parts(self, frames, targets, share, fine, contrast):
        """The parts of the loss of one batch."""
        cells, scene, vectors = self.model(shown(frames, share, fine))
        grid = cells.shape[1:3]
        cells, identities = cells.flatten(1, 2), self.model.identities(vectors[len(targets['label']):].flatten(1, 2))
        parts = taught_loss(cells, scene, identities, targets, contrast)
        if self.teachers:
            beliefs, scenes = (sum(b) / len(b) for b in zip(*(t.believed(frames, fine, grid) for t in self.teachers)))
            # Who a figure is, teachers are not asked.
            parts = {name: part if name == 'told apart' else OWN * part for name, part in parts.items()} | {
                'cells followed': 2 * losses.followed(cells, beliefs, self.interesting), 'scene followed': losses.followed(scene, scenes)}
        return parts

    def advance(self, batches):
        """One step; returns the parts of its loss."""
        share, fine, batch, cell = turn(self.options, self.step)
        frames, targets = batches.next(batch - batch // 3, batch // 3, fine, cell)
        for group in self.optimiser.param_groups:
            group['lr'] = group['top'] * self.rate()
        self.model.train()
        parts = self.parts(frames, targets, share, fine, batches.contrast)
        self.optimiser.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimiser.step()
        follow(self.average, self.model, self.step)
        self.step += 1
        return {name: part.detach() for name, part in parts.items()}

    def save(self):
        save(self.path('training.pt'), model=self.model.state_dict(), average=self.average.state_dict(), step=self.step,
             optimiser=self.optimiser.state_dict(), spent=time.time() - self.begun, snapshots=self.snapshots)
        save(self.path('checkpoint.pt'), average=self.average.state_dict(), step=self.step)

    def save_snapshot(self):
        self.snapshots += 1
        save(self.path(f'snapshot-{self.snapshots}.pt'), average=self.average.state_dict(), step=self.step)


def train(dataset, options):
    wanted = [dataset.is_of_a_figure(r) for r in dataset.train]
    folder = options.pictures or os.path.join(options.out, 'pictures')
    try:
        prepare(folder, dataset.data, dataset.train, wanted, options.workers)
    except ValueError as fault:
        raise SystemExit(fault) from None
    training = Training(dataset, options)
    batches = Batches(dataset, Canvases(folder, torch.device(options.device)), options.seed + 1000 * training.step)
    sums, saved = {}, time.time()
    while training.passed() < 1:
        for name, value in training.advance(batches).items():
            sums[name] = sums.get(name, 0) + value / PRINT_EVERY
        if training.step % PRINT_EVERY == 0:
            print(training.step, f'{time.time() - training.begun:.0f}s', {k: round(float(v), 3) for k, v in sums.items()}, flush=True)
            sums = {}
        if time.time() - saved > SAVE_EVERY:
            training.save()
            saved = time.time()
        if training.passed() >= (training.snapshots + 1) / SNAPSHOTS:
            training.save_snapshot()
    training.save()
    open(training.path('training.done'), 'w').write(f'{training.step} steps\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default='../shared/data')
    parser.add_argument('--out', required=True, help='a folder outside the repository for checkpoints')
    parser.add_argument('--pictures', help='where all pictures are packed once, for several trainings; usually in OUT')
    parser.add_argument('--minutes', type=float, default=math.inf, help='how long to train, pictures once read')
    parser.add_argument('--steps', type=int, default=100000, help='how far at most')
    parser.add_argument('--batch', type=int, default=BATCH)
    parser.add_argument('--share', type=float, nargs='+', default=[1.0], help='sides of the frames, in those of a first look; several in turn, 1 and 1.5 for all looks')
    parser.add_argument('--follow', nargs='*', default=[], help='checkpoints of teachers with their shares, FILE:SHARE; begins with the first where --begin names none')
    parser.add_argument('--begin', nargs='*', default=[], help='checkpoints or shipped .onnx whose mean to begin with, with the prototypes of --pack')
    parser.add_argument('--pack', default='models/packs/lookalike.json')
    parser.add_argument('--rate', type=float, default=1.0, help='share of the full rate')
    parser.add_argument('--fine', type=float, default=1.5, help='sides at which frames are composed at least, in those of a first look')
    parser.add_argument('--device', default='cuda' if torch.cuda.is_available() else 'cpu')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--workers', type=int, default=2, help='processes that read the pictures')
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_float32_matmul_precision('high')
    dataset = Dataset(options.data)
    for line in dataset.warnings:
        print('warning:', line)
    if dataset.faults:
        raise SystemExit('\n'.join(dataset.faults))
    os.makedirs(options.out, exist_ok=True)
    train(dataset, options)


if __name__ == '__main__':
    main()
