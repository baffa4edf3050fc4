# Operators of training, as TorchScript (see kernels.py). Gradients flow through all that are called
# to be recorded; so they take tensors only, and numbers come as tensors of integers or floats on the
# processor. Names ending in _ change their first argument and are not recorded. n rows, c channels.
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def normalized(self: __torch__.Kernels, x: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, -1)], gain, shift, 1.0000000000000001e-05)

  # x as numbers of the kind that the weight has, for products of bfloat16.
  def alike(self: __torch__.Kernels, x: Tensor, weight: Tensor) -> Tensor:
    return torch.to(x, ops.prim.dtype(weight))

  # A linear layer; its products are of the weight's kind, its result is of 32 bits.
  def product(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.to(torch.linear(self.alike(x, weight), weight, self.alike(bias, weight)), 6)

  # As bfloat16; the gradient is of 32 bits again.
  def rounded(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.to(x, 15)

  # x + branch, where each row's branch is dropped or scaled by keep (n, 1); keep may be empty.
  def joined(self: __torch__.Kernels, x: Tensor, branch: Tensor, keep: Tensor) -> Tensor:
    if torch.gt(torch.numel(keep), 0):
      y = torch.add(x, torch.mul(branch, keep))
    else:
      y = torch.add(x, branch)
    return y

  # GELU(LN(linear(x)))
  def stem(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
    return torch.gelu(self.normalized(torch.linear(x, weight, bias), gain, shift))

  # x (n, c) where mask (n) is false, the token (1, c) where it is true.
  def hidden(self: __torch__.Kernels, x: Tensor, mask: Tensor, token: Tensor) -> Tensor:
    return torch.where(torch.unsqueeze(mask, 1), token, x)

  # x + LN(linear(convolution(x))). taps (out, 3, 3, 3, in); pairs of tap t lie from starts[t] to
  # starts[t + 1] of the rows written and read; the centre has none.
  def position(self: __torch__.Kernels, x: Tensor, taps: Tensor, taps_bias: Tensor, written: Tensor, read: Tensor, starts: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
    out = torch.size(taps, 0)
    w = torch.permute(torch.reshape(taps, [out, 27, torch.size(taps, 4)]), [1, 2, 0])
    alike = self.alike(x, taps)
    y = torch.add(torch.to(torch.mm(alike, torch.select(w, 0, 13)), 6), taps_bias)
    for t in range(27):
      first = int(torch.select(starts, 0, t))
      last = int(torch.select(starts, 0, torch.add(t, 1)))
      if torch.gt(last, first):
        rows = torch.index_select(alike, 0, torch.slice(read, 0, first, last))
        z = torch.to(torch.mm(rows, torch.select(w, 0, t)), 6)
        y = torch.index_add_(y, 0, torch.slice(written, 0, first, last), z)
    return torch.add(x, self.normalized(self.product(y, weight, bias), gain, shift))

  # x + attention(LN(x)) in patches. rows: those of x patch by patch; own (n): where among them each
  # row stands for itself; segments: heads, then begin, end and patch size of runs of equal patches.
  def attention(self: __torch__.Kernels, x: Tensor, rows: Tensor, own: Tensor, segments: Tensor, gain: Tensor, shift: Tensor, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, keep: Tensor) -> Tensor:
    c = torch.size(x, 1)
    heads = int(torch.select(segments, 0, 0))
    width = torch.floordiv(c, heads)
    z = self.alike(self.normalized(x, gain, shift), qkv_weight)
    qkv = torch.linear(z, qkv_weight, self.alike(qkv_bias, qkv_weight))  # (n, 3 c)
    qkv = torch.index_select(qkv, 0, rows)
    parts = annotate(List[Tensor], [])
    for i in range(torch.floordiv(torch.size(segments, 0), 3)):
      at = torch.mul(i, 3)
      begin = int(torch.select(segments, 0, torch.add(at, 1)))
      end = int(torch.select(segments, 0, torch.add(at, 2)))
      k = int(torch.select(segments, 0, torch.add(at, 3)))
      patches = torch.floordiv(torch.sub(end, begin), k)
      s = torch.reshape(torch.slice(qkv, 0, begin, end), [patches, k, 3, heads, width])
      s = torch.permute(s, [2, 0, 3, 1, 4])  # (3, patches, heads, k, width)
      y = torch.scaled_dot_product_attention(torch.select(s, 0, 0), torch.select(s, 0, 1), torch.select(s, 0, 2))
      torch.append(parts, torch.reshape(torch.transpose(y, 1, 2), [torch.mul(patches, k), c]))
    y = torch.index_select(torch.cat(parts, 0), 0, own)
    return self.joined(x, self.product(y, proj_weight, proj_bias), keep)

  # x + perceptron(LN(x))
  def perceptron(self: __torch__.Kernels, x: Tensor, gain: Tensor, shift: Tensor, weight1: Tensor, bias1: Tensor, weight2: Tensor, bias2: Tensor, keep: Tensor) -> Tensor:
    y = torch.gelu(self.product(self.normalized(x, gain, shift), weight1, bias1))
    return self.joined(x, self.product(y, weight2, bias2), keep)

  # GELU(LN(max over each group of linear(x))). members (most, groups): row of the r-th member, the
  # first again where a group has fewer. The gradient goes to the first of the largest.
  def pooled(self: __torch__.Kernels, x: Tensor, members: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
    z = self.product(x, weight, bias)
    most = torch.size(members, 0)
    groups = torch.size(members, 1)
    z = torch.index_select(z, 0, torch.reshape(members, [-1]))
    largest, first = torch.max(torch.reshape(z, [most, groups, torch.size(weight, 0)]), 0)
    return torch.gelu(self.normalized(largest, gain, shift))

  # x (n, c) beside what its coarser level y says, (n, c + c of y)
  def upcast(self: __torch__.Kernels, x: Tensor, y: Tensor, parents: Tensor) -> Tensor:
    return torch.cat([x, torch.index_select(y, 0, parents)], 1)

  def linear(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.linear(x, weight, bias)

  # Rows scaled to length 1.
  def unit(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.div(x, torch.clamp_min(torch.norm(x, 2, [1], True), 9.9999999999999998e-13))

  # What is compared with prototypes (n, embedding), rows of length 1.
  def embedded(self: __torch__.Kernels, x: Tensor, weight1: Tensor, bias1: Tensor, weight2: Tensor, bias2: Tensor) -> Tensor:
    return self.unit(torch.linear(torch.gelu(torch.linear(x, weight1, bias1)), weight2, bias2))

  # Cosines of embedded rows and prototypes (n, prototypes); g (prototypes, 1) are their lengths.
  def compared(self: __torch__.Kernels, z: Tensor, g: Tensor, v: Tensor) -> Tensor:
    return torch.linear(z, torch.mul(v, torch.div(g, torch.norm(v, 2, [1], True))))

  # Sinkhorn and Knopp: scores (n, prototypes) to shares of each row, such that all prototypes get
  # equally much of all rows.
  def sinkhorn(self: __torch__.Kernels, scores: Tensor, temperature: Tensor, iterations: Tensor) -> Tensor:
    n = torch.size(scores, 0)
    prototypes = torch.size(scores, 1)
    q = torch.exp(torch.div(scores, temperature))
    q = torch.div(q, torch.sum(q))
    for i in range(int(iterations)):
      q = torch.div(torch.div(q, torch.sum(q, [0], True)), prototypes)
      q = torch.div(torch.div(q, torch.sum(q, [1], True)), n)
    return torch.mul(q, n)

  # -sum target log softmax(scores / temperature), for each row.
  def cross_entropy(self: __torch__.Kernels, scores: Tensor, target: Tensor, temperature: Tensor) -> Tensor:
    p = torch.log_softmax(torch.div(scores, temperature), -1)
    return torch.neg(torch.sum(torch.mul(target, p), [1]))

  # The weighted sum of cross entropies of some rows of scores.
  def cluster_loss(self: __torch__.Kernels, scores: Tensor, rows: Tensor, target: Tensor, temperature: Tensor, weights: Tensor) -> Tensor:
    losses = self.cross_entropy(torch.index_select(scores, 0, rows), target, temperature)
    return torch.sum(torch.mul(losses, weights))

  # Mean entropy of rows of shares (n, prototypes) in nats, then the mean share of each prototype.
  def assigned(self: __torch__.Kernels, q: Tensor) -> Tensor:
    entropies = torch.neg(torch.sum(torch.mul(q, torch.log(torch.clamp_min(q, 9.9999999999999994e-31))), [1]))
    return torch.cat([torch.mean(entropies, [0], True), torch.mean(q, [0])], 0)

  # Rows of x, then those of y.
  def joined_rows(self: __torch__.Kernels, x: Tensor, y: Tensor) -> Tensor:
    return torch.cat([x, y], 0)

  # Some rows of x.
  def rows(self: __torch__.Kernels, x: Tensor, rows: Tensor) -> Tensor:
    return torch.index_select(x, 0, rows)

  # a x + b y + c z of three numbers.
  def weighted(self: __torch__.Kernels, x: Tensor, y: Tensor, z: Tensor, weights: Tensor) -> Tensor:
    return torch.dot(torch.stack([x, y, z], 0), weights)

  # Mean cross entropy of labels (n), those of -1 left out.
  def label_entropy(self: __torch__.Kernels, logits: Tensor, labels: Tensor) -> Tensor:
    return torch.cross_entropy_loss(logits, labels, None, 1, -1, 0.)

  # Lovasz-softmax (Berman et al., arXiv 1705.08790) of labels (n), those of -1 left out: mean over
  # the classes that occur.
  def lovasz(self: __torch__.Kernels, logits: Tensor, labels: Tensor) -> Tensor:
    known = torch.squeeze(torch.nonzero(torch.ne(labels, -1)), 1)
    p = torch.softmax(torch.index_select(logits, 0, known), 1)
    of = torch.index_select(labels, 0, known)
    total = torch.mul(torch.sum(p), 0.)
    classes = 0
    for c in range(torch.size(logits, 1)):
      own = torch.to(torch.eq(of, c), 6)
      count = torch.sum(own)
      if torch.gt(int(count), 0):
        errors, order = torch.sort(torch.abs(torch.sub(own, torch.select(p, 1, c))), 0, True)
        f = torch.index_select(own, 0, order)
        rest = torch.sub(count, torch.cumsum(f, 0))
        joint = torch.add(torch.cumsum(torch.rsub(f, 1), 0), count)
        jaccard = torch.rsub(torch.div(rest, joint), 1)
        n = torch.size(f, 0)
        steps = torch.sub(torch.slice(jaccard, 0, 1, n), torch.slice(jaccard, 0, 0, torch.sub(n, 1)))
        weights = torch.cat([torch.slice(jaccard, 0, 0, 1), steps], 0)
        total = torch.add(total, torch.dot(errors, weights))
        classes = torch.add(classes, 1)
    return torch.div(total, classes)

  # Rows of x from `begin` on become some rows of y.
  def overwrite_(self: __torch__.Kernels, x: Tensor, y: Tensor, rows: Tensor, begin: int) -> Tensor:
    end = torch.add(begin, torch.size(rows, 0))
    torch.copy_(torch.slice(x, 0, begin, end), torch.index_select(y, 0, rows))
    return x

  # Length of all gradients together.
  def length(self: __torch__.Kernels, gradients: List[Tensor]) -> Tensor:
    lengths = annotate(List[Tensor], [])
    for i in range(torch.len(gradients)):
      torch.append(lengths, torch.norm(gradients[i]))
    return torch.norm(torch.stack(lengths, 0))

  # One step of AdamW for all weights. Gradients are scaled first; numbers: scale, beta1, beta2,
  # epsilon, decay, 1 - beta1^t, sqrt(1 - beta2^t); rates: one a weight.
  def adamw_(self: __torch__.Kernels, weights: List[Tensor], gradients: List[Tensor], first: List[Tensor], second: List[Tensor], rates: List[float], numbers: List[float]) -> Tensor:
    scale = numbers[0]
    beta1 = numbers[1]
    beta2 = numbers[2]
    for i in range(torch.len(weights)):
      w = weights[i]
      g = torch.mul(gradients[i], scale)
      m = first[i]
      v = second[i]
      rate = rates[i]
      torch.mul_(w, torch.sub(1., torch.mul(rate, numbers[4])))
      torch.lerp_(m, g, torch.sub(1., beta1))
      torch.addcmul_(torch.mul_(v, beta2), g, g, value=torch.sub(1., beta2))
      d = torch.add_(torch.div_(torch.sqrt(v), numbers[6]), numbers[3])
      torch.addcdiv_(w, m, d, value=torch.neg(torch.div(rate, numbers[5])))
    return weights[0]

  # The teacher follows: teacher = momentum teacher + (1 - momentum) student.
  def follow_(self: __torch__.Kernels, teacher: List[Tensor], student: List[Tensor], momentum: float) -> Tensor:
    for i in range(torch.len(teacher)):
      torch.add_(torch.mul_(teacher[i], momentum), student[i], alpha=torch.sub(1., momentum))
    return teacher[0]

  def clear_(self: __torch__.Kernels, tensors: List[Tensor]) -> Tensor:
    for i in range(torch.len(tensors)):
      torch.zero_(tensors[i])
    return tensors[0]
