"""Starts a training from what already ships: weights of checkpoints or of the shipped file, and the prototypes of a pack, whatever classes there are by now."""
import json
import torch
import torch.nn.functional as F
import shipped
from blend import blended
from pack import decode

# A prototype that is new to its class starts beside a known one, not on it.
ASIDE = 0.3


def known_prototypes(pack):
    """Unit prototypes [k,128] of every class of a pack, by space and name."""
    known = {'cells': {}, 'scene': {}}
    for entry in pack['entries']:
        known['scene' if entry['kind'] == 'style' else 'cells'][entry['id']] = torch.from_numpy(decode(entry['prototypes']))
    for contrast in pack['contrast']:
        known[contrast['space']][contrast['id']] = torch.from_numpy(decode(contrast['prototypes']))
    return known


def spread_over(known, count):
    """[count,128] unit vectors out of [k,128]: those known as they are, further ones beside one of them."""
    if len(known) >= count:
        return known[:count]
    more = known[torch.arange(count - len(known)) % len(known)]
    return torch.cat([known, F.normalize(more + ASIDE * F.normalize(torch.randn_like(more), dim=1), dim=1)])


def weights_of(path, data):
    """Weights of the network by name: of a checkpoint, or of a shipped .onnx, whose weights are rounded. `data` holds the backbone's plan."""
    if path.endswith('.onnx'):
        return shipped.load(path, data).state_dict()
    state = torch.load(path, map_location='cpu')['average']
    return {name.removeprefix('net.'): w for name, w in state.items() if name.startswith('net.')}


def begin(model, dataset, networks, pack_path):
    """Loads the mean of `networks`, checkpoints or shipped files, into `model`, and for every class that the pack knows its prototypes."""
    model.net.load_state_dict(blended([weights_of(path, dataset.data) for path in networks]))
    known = known_prototypes(json.load(open(pack_path, encoding='utf-8')))
    with torch.no_grad():
        for space, names in (('cells', dataset.classes), ('scene', dataset.scene_classes)):
            prototypes = getattr(model, space)
            length = prototypes.vectors.norm(dim=1).mean()
            for number, name in enumerate(names):
                if name in known[space]:
                    rows = prototypes.rows_of(number)
                    prototypes.vectors[rows] = length * spread_over(known[space][name], rows.stop - rows.start)
