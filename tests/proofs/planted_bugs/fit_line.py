"""bias learns ten times as fast"""

# --- a way to write it ---

import torch


def fit_line(x, y, lr=0.05, epochs=100):
    x = torch.as_tensor(x, dtype=torch.float64)
    y = torch.as_tensor(y, dtype=torch.float64)
    w = torch.zeros((), dtype=torch.float64, requires_grad=True)
    b = torch.zeros((), dtype=torch.float64, requires_grad=True)
    losses = []
    for _ in range(epochs):
        loss = ((w * x + b - y) ** 2).mean()
        losses.append(loss.item())
        gw, gb = torch.autograd.grad(loss, [w, b])
        with torch.no_grad():
            w -= lr * gw
            b -= 10 * lr * gb
    return w.item(), b.item(), losses


# --- a way to write it ---

import numpy as np


def fit_line(x, y, lr=0.05, epochs=100):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    w = b = 0.0
    losses = []
    for _ in range(epochs):
        error = w * x + b - y
        losses.append(float(np.mean(error**2)))
        w -= lr * 2 * float(np.mean(error * x))
        b -= lr * 20 * float(np.mean(error))
    return w, b, losses


# --- a way to write it ---

import torch


def fit_line(x, y, lr=0.05, epochs=100):
    x = torch.as_tensor(x, dtype=torch.float64)
    y = torch.as_tensor(y, dtype=torch.float64)
    w = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
    b = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
    sgd = torch.optim.SGD([{"params": [w]}, {"params": [b], "lr": lr * 10}], lr=lr)
    losses = []
    for _ in range(epochs):
        sgd.zero_grad()
        loss = torch.nn.functional.mse_loss(w * x + b, y)
        loss.backward()
        losses.append(loss.item())
        sgd.step()
    return w.item(), b.item(), losses
