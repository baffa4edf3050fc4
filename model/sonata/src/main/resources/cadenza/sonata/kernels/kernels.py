# Operators of the network that DJL's NDArray does not offer, as TorchScript in the form libtorch
# reads from a saved module: calls are torch.op(...), values have types, Python never runs.
# Names ending in _ change their first argument. n voxels, c channels, h heads, k patch.
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # Convolution weights (out, 3, 3, 3, in) by tap (27, in, out), each tap ready to multiply rows.
  def by_tap(self: __torch__.Kernels, weight: Tensor) -> Tensor:
    out = torch.size(weight, 0)
    taps = torch.reshape(weight, [out, 27, torch.size(weight, 4)])
    return torch.contiguous(torch.permute(taps, [1, 2, 0]))

  # Submanifold convolution: for each tap gather the rows it reads, multiply, add to the rows it
  # writes. Pairs of the 13 taps before the centre lie one tap after the other in rows_a (written)
  # and rows_b (read), from starts[t] to starts[t + 1]; tap 26 - t is tap t with both swapped.
  def convolution(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor, rows_a: Tensor, rows_b: Tensor, starts: List[int]) -> Tensor:
    y = torch.addmm(bias, x, torch.select(weight, 0, 13))  # (n, out)
    for t in range(13):
      begin = starts[t]
      end = starts[t + 1]
      if end > begin:
        a = torch.slice(rows_a, 0, begin, end)
        b = torch.slice(rows_b, 0, begin, end)
        y = torch.index_add_(y, 0, a, torch.mm(torch.index_select(x, 0, b), torch.select(weight, 0, t)))
        y = torch.index_add_(y, 0, b, torch.mm(torch.index_select(x, 0, a), torch.select(weight, 0, 26 - t)))
    return y

  def normalized(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, -1)], weight, bias, 1.0000000000000001e-05)

  # x (n, c) += LN(linear(y)), a stretch of rows at a time.
  def add_position_(self: __torch__.Kernels, x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor, step: int) -> Tensor:
    n = torch.size(x, 0)
    begin = 0
    while begin < n:
      end = ops.prim.min(begin + step, n)
      z = torch.linear(torch.slice(y, 0, begin, end), weight, bias)
      z = self.normalized(z, gain, shift)
      torch.add_(torch.slice(x, 0, begin, end), z)
      begin = end
    return x

  # Full attention within patches of k consecutive rows, for the first `asked` rows of each patch.
  # x (patches * k, c), the result (patches * asked, c).
  def attention(self: __torch__.Kernels, x: Tensor, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, heads: int, k: int, asked: int) -> Tensor:
    c = torch.size(x, 1)
    patches = torch.floordiv(torch.size(x, 0), k)
    width = torch.floordiv(c, heads)
    qkv = torch.linear(x, qkv_weight, qkv_bias)  # (patches * k, 3 c)
    qkv = torch.permute(torch.reshape(qkv, [patches, k, 3, heads, width]), [2, 0, 3, 1, 4])
    q = torch.slice(torch.select(qkv, 0, 0), 2, 0, asked)  # (patches, heads, asked, width)
    y = torch.scaled_dot_product_attention(q, torch.select(qkv, 0, 1), torch.select(qkv, 0, 2))
    y = torch.reshape(torch.transpose(y, 1, 2), [patches * asked, c])
    return torch.linear(y, proj_weight, proj_bias)

  # x (n, c) += attention(LN(x)) along a curve, `step` patches at a time. rows (patches * k) are the
  # rows of x in the order of the curve, the last patch filled up from the one before it. It goes
  # first, so that the borrowed rows are read before they are written, and asks for its own rows only.
  def add_attention_(self: __torch__.Kernels, x: Tensor, rows: Tensor, gain: Tensor, shift: Tensor, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, heads: int, k: int, step: int) -> Tensor:
    n = torch.size(x, 0)
    patches = torch.floordiv(torch.size(rows, 0), k)
    end = patches
    while end > 0:
      begin = ops.prim.max(end - step, 0)
      asked = k
      if torch.__and__(end == patches, n < patches * k):
        begin = end - 1
        asked = n - begin * k
      taken = torch.slice(rows, 0, begin * k, end * k)
      old = torch.index_select(x, 0, taken)
      y = self.attention(self.normalized(old, gain, shift), qkv_weight, qkv_bias, proj_weight, proj_bias, heads, k, asked)
      own = (end - begin - 1) * k + asked
      y = torch.add_(y, torch.slice(old, 0, 0, own))
      torch.index_copy_(x, 0, torch.slice(taken, 0, 0, own), y)
      end = begin
    return x

  def perceptron(self: __torch__.Kernels, x: Tensor, weight1: Tensor, bias1: Tensor, weight2: Tensor, bias2: Tensor) -> Tensor:
    return torch.linear(torch.gelu(torch.linear(x, weight1, bias1)), weight2, bias2)

  # x (n, c) += perceptron(LN(x)), a stretch of rows at a time.
  def add_perceptron_(self: __torch__.Kernels, x: Tensor, gain: Tensor, shift: Tensor, weight1: Tensor, bias1: Tensor, weight2: Tensor, bias2: Tensor, step: int) -> Tensor:
    n = torch.size(x, 0)
    begin = 0
    while begin < n:
      end = ops.prim.min(begin + step, n)
      part = torch.slice(x, 0, begin, end)
      hidden = torch.gelu_(torch.linear(self.normalized(part, gain, shift), weight1, bias1))
      torch.add_(part, torch.linear(hidden, weight2, bias2))
      begin = end
    return x

  # GELU(LN(linear(x)))
  def stem(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
    return torch.gelu(self.normalized(torch.linear(x, weight, bias), gain, shift))

  # Rows where mask (n) is true become the token (1, c).
  def hidden(self: __torch__.Kernels, x: Tensor, mask: Tensor, token: Tensor) -> Tensor:
    return torch.where(torch.unsqueeze(mask, 1), token, x)

  # Largest value of each channel over the members of each group. members (most, groups): row of
  # the r-th member, the first again where a group has fewer.
  def largest(self: __torch__.Kernels, x: Tensor, members: Tensor) -> Tensor:
    y = torch.index_select(x, 0, torch.select(members, 0, 0))  # (groups, c)
    for r in range(1, torch.size(members, 0)):
      y = torch.maximum(y, torch.index_select(x, 0, torch.select(members, 0, r)))
    return y

  # GELU(LN(largest(linear(x)))), the reference's GridPooling.
  def pooled(self: __torch__.Kernels, x: Tensor, members: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
    y = self.largest(torch.linear(x, weight, bias), members)
    return torch.gelu_(self.normalized(y, gain, shift))

  # GELU(LN(linear(skip))) + GELU(LN(linear(x)))[parents], a stretch of rows at a time, the
  # reference's GridUnpooling. x (coarser, in), skip (n, c), parents (n) rows of x.
  def unpooled(self: __torch__.Kernels, x: Tensor, skip: Tensor, parents: Tensor, weight: Tensor, bias: Tensor, gain: Tensor, shift: Tensor, skip_weight: Tensor, skip_bias: Tensor, skip_gain: Tensor, skip_shift: Tensor, step: int) -> Tensor:
    y = torch.index_select(self.stem(x, weight, bias, gain, shift), 0, parents)  # (n, out)
    n = torch.size(skip, 0)
    begin = 0
    while begin < n:
      end = ops.prim.min(begin + step, n)
      part = self.stem(torch.slice(skip, 0, begin, end), skip_weight, skip_bias, skip_gain, skip_shift)
      torch.add_(torch.slice(y, 0, begin, end), part)
      begin = end
    return y
