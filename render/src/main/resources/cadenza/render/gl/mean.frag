#version 330 core
// The mean of the samples that were added up.
uniform sampler2D sums;
uniform float count;

layout(location = 0) out vec4 outColor;

void main() {
  vec4 sum = texelFetch(sums, ivec2(gl_FragCoord.xy), 0) * 255.0;
  outColor = floor(floor(sum + 0.5) / count + 0.5) / 255.0;
}
