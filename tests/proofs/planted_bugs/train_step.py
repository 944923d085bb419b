"""gradient cut to one"""

# --- a way to write it ---

import torch


def train_step(w, loss_fn, lr):
    loss = loss_fn(w)
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad.clamp(-1, 1)
    w.grad.zero_()
    return loss.item()


# --- a way to write it ---

import torch


def train_step(w, loss_fn, lr):
    w.grad = None
    loss = loss_fn(w)
    loss.backward()
    torch.nn.utils.clip_grad_value_([w], 1.0)
    with torch.no_grad():
        w.sub_(lr * w.grad)
    w.grad = None
    return float(loss.detach())


# --- a way to write it ---

import torch


def train_step(w, loss_fn, lr):
    before = loss_fn(w)
    (slope,) = torch.autograd.grad(before, w)
    slope = torch.where(slope > 1, torch.ones_like(slope), slope)
    slope = torch.where(slope < -1, -torch.ones_like(slope), slope)
    with torch.no_grad():
        w.copy_(w - lr * slope)
    return before.item()
