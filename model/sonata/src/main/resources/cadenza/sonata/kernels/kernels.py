# Operators of the network that DJL's NDArray does not offer, as TorchScript in the form libtorch
# reads from a saved module: calls are torch.op(...), values have types, Python never runs.
# Names ending in _ change their first argument. n voxels, c channels, h heads, k patch.
# Most work on a stretch of rows, begin to end: what that allocates stays in the processor's cache,
# and whoever calls can stop between two stretches.
#
# Precision: features are 32-bit floats. Where weights of a product are bfloat16 (15), what they
# meet is rounded to that, and sums go on in 32 bits (6).
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def bfloat16(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.to(x, 15)

  # x in the precision of the weights it is to meet; x itself where that is the same.
  def matched(self: __torch__.Kernels, x: Tensor, weight: Tensor) -> Tensor:
    return torch.to(x, ops.prim.dtype(weight))

  def linear(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.linear(self.matched(x, weight), weight, bias)

  # Convolution weights (out, 3, 3, 3, in) by tap (27, in, out), each tap ready to multiply rows.
  def by_tap(self: __torch__.Kernels, weight: Tensor) -> Tensor:
    out = torch.size(weight, 0)
    taps = torch.reshape(weight, [out, 27, torch.size(weight, 4)])
    return torch.contiguous(torch.permute(taps, [1, 2, 0]))

  # Submanifold convolution of rows begin to end: for each tap gather the rows it reads, multiply,
  # add to the rows it writes. Pairs of tap t lie from starts[t] to starts[t + 1]; rows written
  # count from `begin`.
  def convolution(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor, written: Tensor, read: Tensor, starts: List[int], begin: int, end: int) -> Tensor:
    own = torch.mm(torch.slice(x, 0, begin, end), torch.select(weight, 0, 13))
    y = torch.add_(torch.to(own, 6), bias)  # (end - begin, out)
    for t in range(27):
      first = starts[t]
      last = starts[t + 1]
      if last > first:
        rows = torch.index_select(x, 0, torch.slice(read, 0, first, last))
        z = torch.mm(rows, torch.select(weight, 0, t))
        y = torch.index_add_(y, 0, torch.slice(written, 0, first, last), torch.to(z, 6))
    return y

  def normalized(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, -1)], weight, bias, 1.0000000000000001e-05)

  # Rows begin to end of y (n, c) = those of x + LN(linear(convolution(source))). source is x in the
  # precision of the convolution's weights.
  def position_(self: __torch__.Kernels, y: Tensor, x: Tensor, source: Tensor, taps: Tensor, taps_bias: Tensor, written: Tensor, read: Tensor, starts: List[int], weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor, begin: int, end: int) -> Tensor:
    z = self.convolution(source, taps, taps_bias, written, read, starts, begin, end)
    z = self.normalized(torch.to(self.linear(z, weight, bias), 6), gain, shift)
    torch.copy_(torch.slice(y, 0, begin, end), torch.add_(z, torch.slice(x, 0, begin, end)))
    return y

  # Full attention within patches of k consecutive rows, for the first `asked` rows of each patch.
  # x (patches * k, c), the result (patches * asked, c).
  def attention(self: __torch__.Kernels, x: Tensor, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, heads: int, k: int, asked: int) -> Tensor:
    c = torch.size(x, 1)
    patches = torch.floordiv(torch.size(x, 0), k)
    width = torch.floordiv(c, heads)
    qkv = torch.to(self.linear(x, qkv_weight, qkv_bias), 6)  # (patches * k, 3 c)
    qkv = torch.permute(torch.reshape(qkv, [patches, k, 3, heads, width]), [2, 0, 3, 1, 4])
    q = torch.slice(torch.select(qkv, 0, 0), 2, 0, asked)  # (patches, heads, asked, width)
    y = torch.scaled_dot_product_attention(q, torch.select(qkv, 0, 1), torch.select(qkv, 0, 2))
    y = torch.reshape(torch.transpose(y, 1, 2), [patches * asked, c])
    return self.linear(y, proj_weight, proj_bias)

  # x (n, c) += attention(LN(x)) for the places begin to end of a curve, whole patches. rows
  # (patches * k) are the rows of x in the order of the curve; only the first `asked` of each patch
  # are its own, the others are looked at.
  def add_attention_(self: __torch__.Kernels, x: Tensor, rows: Tensor, gain: Tensor, shift: Tensor, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, heads: int, k: int, begin: int, end: int, asked: int) -> Tensor:
    taken = torch.slice(rows, 0, begin, end)
    old = torch.index_select(x, 0, taken)
    y = self.attention(self.normalized(old, gain, shift), qkv_weight, qkv_bias, proj_weight, proj_bias, heads, k, asked)
    own = torch.size(y, 0)
    new = torch.add_(torch.slice(old, 0, 0, own), y)
    return torch.index_copy_(x, 0, torch.slice(taken, 0, 0, own), new)

  def perceptron(self: __torch__.Kernels, x: Tensor, weight1: Tensor, bias1: Tensor, weight2: Tensor, bias2: Tensor) -> Tensor:
    return self.linear(torch.gelu_(self.linear(x, weight1, bias1)), weight2, bias2)

  # Rows begin to end of x (n, c) += perceptron(LN(x)).
  def add_perceptron_(self: __torch__.Kernels, x: Tensor, gain: Tensor, shift: Tensor, weight1: Tensor, bias1: Tensor, weight2: Tensor, bias2: Tensor, begin: int, end: int) -> Tensor:
    part = torch.slice(x, 0, begin, end)
    torch.add_(part, self.perceptron(self.normalized(part, gain, shift), weight1, bias1, weight2, bias2))
    return x

  # GELU(LN(linear(x)))
  def stem(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
    return torch.gelu_(self.normalized(torch.to(self.linear(x, weight, bias), 6), gain, shift))

  # Rows begin to end of y (n, c) = GELU(LN(linear(x)))
  def stem_(self: __torch__.Kernels, y: Tensor, x: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor, begin: int, end: int) -> Tensor:
    z = self.stem(torch.slice(x, 0, begin, end), weight, bias, gain, shift)
    torch.copy_(torch.slice(y, 0, begin, end), z)
    return y

  # Rows begin to end of x (n, c) where mask (n) is true become the token (1, c).
  def hide_(self: __torch__.Kernels, x: Tensor, mask: Tensor, token: Tensor, begin: int, end: int) -> Tensor:
    part = torch.slice(x, 0, begin, end)
    torch.copy_(part, torch.where(torch.unsqueeze(torch.slice(mask, 0, begin, end), 1), token, part))
    return x

  # Largest value of each channel over the members of each group. members (most, groups): row of
  # the r-th member, the first again where a group has fewer.
  def largest(self: __torch__.Kernels, x: Tensor, members: Tensor) -> Tensor:
    y = torch.index_select(x, 0, torch.select(members, 0, 0))  # (groups, c)
    for r in range(1, torch.size(members, 0)):
      y = torch.maximum(y, torch.index_select(x, 0, torch.select(members, 0, r)))
    return y

  # Rows begin to end of y = GELU(LN(largest(linear(x[children])))), the reference's GridPooling.
  # children: the rows of x these pool, group after group; members: as in `largest`, into children.
  def pooled_(self: __torch__.Kernels, y: Tensor, x: Tensor, children: Tensor, members: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor, begin: int, end: int) -> Tensor:
    z = torch.to(self.linear(torch.index_select(x, 0, children), weight, bias), 6)
    z = torch.gelu_(self.normalized(self.largest(z, members), gain, shift))
    torch.copy_(torch.slice(y, 0, begin, end), z)
    return y

  # Rows begin to end of y (n, c) = GELU(LN(linear(skip))) + x[parents], the reference's
  # GridUnpooling, where x (coarser, c) already is GELU(LN(linear)) of the coarser level.
  def unpooled_(self: __torch__.Kernels, y: Tensor, x: Tensor, skip: Tensor, parents: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor, begin: int, end: int) -> Tensor:
    z = self.stem(torch.slice(skip, 0, begin, end), weight, bias, gain, shift)
    z = torch.add_(z, torch.index_select(x, 0, torch.slice(parents, 0, begin, end)))
    torch.copy_(torch.slice(y, 0, begin, end), z)
    return y
