#version 330 core
// A pixel of a tilted disc.
flat in vec2 corner;
flat in float diameter;
flat in vec3 plane;
flat in vec2 middle;
flat in int later;
flat in int slot;
flat in vec4 tint;

uniform bool perspective;
uniform float near;
uniform float farthest;
uniform float orthographicScale;

layout(location = 0) out vec4 outColor;
layout(location = 1) out int outSlot;
layout(location = 2) out float outLogDepth;

// As EyeDome: exponent plus a parabola through the mantissa.
float roughLog2(float depth) {
  int bits = floatBitsToInt(depth);
  float mantissa = intBitsToFloat((bits & 0x7fffff) | 0x3f800000);
  return float(bits >> 23) + (2.0 - mantissa / 3.0) * mantissa;
}

void main() {
  vec2 cell = floor(gl_FragCoord.xy) - corner;
  vec2 from = cell + 0.5 - diameter * 0.5;
  float radius = diameter * 0.5;
  if (diameter >= 2.0 && from.x * from.x > radius * radius - from.y * from.y) {
    discard;
  }
  float depth = plane.x;
  if (diameter >= 2.0) {
    depth += dot(plane.yz, corner + cell + 0.5 - middle);
  }
  depth = intBitsToFloat(floatBitsToInt(depth) + later);
  // Nearer is larger: floats have most of their precision near zero.
  gl_FragDepth = perspective ? near / depth : 1.0 - depth / farthest;
  outColor = tint;
  outSlot = slot;
  outLogDepth = perspective ? roughLog2(depth) : depth * orthographicScale;
}
