#version 330 core
// Eye-dome lighting and background; see EyeDome and Shading for what is computed and why.
uniform sampler2D colors;
uniform isampler2D slots;
uniform sampler2D logDepths;
uniform ivec2 size;
uniform float strength;
uniform int nearRadius;
uniform int wideRadius;
uniform vec4 top;
uniform vec4 bottom;

layout(location = 0) out vec4 outColor;

const vec2 DIRECTIONS[8] = vec2[8](
    vec2(1.0, 0.0), vec2(0.7071, 0.7071), vec2(0.0, 1.0), vec2(-0.7071, 0.7071),
    vec2(-1.0, 0.0), vec2(-0.7071, -0.7071), vec2(0.0, -1.0), vec2(0.7071, -0.7071));

float ring(ivec2 at, float here, int radius, float gain, float limit) {
  float sum = 0.0;
  for (int i = 0; i < 8; i++) {
    // floor(x + 0.5) is what Java calls round.
    ivec2 there = at + ivec2(floor(float(radius) * DIRECTIONS[i] + 0.5));
    bool inside = all(greaterThanEqual(there, ivec2(0))) && all(lessThan(there, size));
    float depth = inside ? texelFetch(logDepths, there, 0).r : 3.4e38;
    sum += clamp((here - depth) * gain, 0.0, limit);
  }
  return sum;
}

float threshold(ivec2 at) {
  // The 8 x 8 Bayer matrix, from the bits of the coordinates.
  int x = at.x & 7;
  int y = at.y & 7;
  int q = x ^ y;
  int value = ((q & 1) << 5) | ((y & 1) << 4) | ((q & 2) << 2)
      | ((y & 2) << 1) | ((q & 4) >> 1) | ((y & 4) >> 2);
  return (float(value) + 0.5) / 64.0;
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  if (texelFetch(slots, at, 0).r < 0) {
    float t = size.y > 1 ? float(at.y) / float(size.y - 1) : 0.0;
    vec4 level = mix(top, bottom, t) * 255.0;
    outColor = min(floor(level + threshold(at)), 255.0) / 255.0;
    return;
  }
  float factor = 1.0;
  if (strength > 0.0) {
    float here = texelFetch(logDepths, at, 0).r;
    float response = ring(at, here, nearRadius, 26.0, 0.16) + ring(at, here, wideRadius, 9.0, 0.10);
    factor = 0.18 + 0.82 * exp(-min(response * strength, 4.0));
  }
  vec3 color = texelFetch(colors, at, 0).rgb * 255.0;
  outColor = vec4(floor(color * factor + 0.01) / 255.0, 1.0);
}
