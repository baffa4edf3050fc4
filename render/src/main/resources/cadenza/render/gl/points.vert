#version 330 core
// One point: where it is, how wide its disc, how its surface is tilted. The arithmetic is that of the
// Java renderer (Projection, Splatter), so that both draw the same picture.
layout(location = 0) in float pointX;
layout(location = 1) in float pointY;
layout(location = 2) in float pointZ;
layout(location = 3) in float spacing;
layout(location = 4) in int tilt;
layout(location = 5) in int facingNormal;
layout(location = 6) in vec4 color;

uniform vec3 right;
uniform vec3 up;
uniform vec3 back;
uniform vec3 shift; // view x, view y, depth of the origin
uniform vec2 center; // of the picture, in pixels, jitter included
uniform vec2 size; // of the picture, in pixels
uniform float focal;
uniform float near;
uniform bool perspective;
uniform float sizeFromSpacing;
uniform float fixedSize;
uniform vec3 clipCenter;
uniform vec3 clipHalf;
uniform vec2 clipTurn; // cosine and sine of the box's yaw
uniform bool hideFacingAway;
uniform int facingMark;
uniform vec4 eye; // position, or direction with w = 0
uniform int sampleNumber;
uniform float shuffle;

flat out vec2 corner; // top left pixel of the disc's square
flat out float diameter;
flat out vec3 plane; // depth at the point, change a pixel right, change a pixel down
flat out vec2 middle; // the point itself, in pixels
flat out int later;
flat out int slot;
flat out vec4 tint;

vec3 unpack(int bytes) {
  return vec3((bytes << 24) >> 24, (bytes << 16) >> 24, (bytes << 8) >> 24);
}

bool hidden(vec3 p, float depth) {
  // Written so that NaN is hidden.
  if (!(depth > near) || color.a == 0.0) {
    return true;
  }
  vec3 fromBox = p - clipCenter;
  vec3 inBox = vec3(
      dot(fromBox.xy, clipTurn), dot(fromBox.xy, vec2(-clipTurn.y, clipTurn.x)), fromBox.z);
  if (any(greaterThan(abs(inBox), clipHalf))) {
    return true;
  }
  return hideFacingAway && (facingNormal & facingMark) == facingMark
      && dot(unpack(facingNormal), eye.xyz - eye.w * p) < 0.0;
}

void main() {
  vec3 p = vec3(pointX, pointY, pointZ);
  float depth = shift.z - dot(back, p);
  if (hidden(p, depth)) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 1.0;
    return;
  }
  float scale = perspective ? 1.0 / depth : 1.0;
  middle = center + vec2(dot(right, p) + shift.x, -dot(up, p) - shift.y) * (focal * scale);
  float wanted = fixedSize + spacing * sizeFromSpacing * scale;
  uint noise = ((uint(gl_VertexID) + uint(sampleNumber) * 0x632be5abu) * 0x9e3779b1u >> 8u) & 0xffffu;
  diameter = clamp(floor(wanted + float(noise) / 65536.0), 1.0, 64.0);
  corner = floor(middle - diameter * 0.5 + 0.5);
  later = diameter < 2.0 ? 0
      : int(shuffle * wanted * float((noise * 40503u) & 0xffffu) / 65536.0);
  vec2 slope = vec2(0.0);
  if (tilt != 0 && diameter >= 2.0) {
    vec3 normal = unpack(tilt);
    float across = dot(right, normal);
    float upward = dot(up, normal);
    float facing = dot(back, normal);
    if (perspective) {
      facing -= (across * (middle.x - center.x) - upward * (middle.y - center.y)) / focal;
    }
    facing = facing >= 0.0 ? max(facing, 38.1) : min(facing, -38.1);
    slope = vec2(across, -upward) * ((perspective ? depth : 1.0) / focal / facing);
  }
  plane = vec3(depth, slope);
  slot = gl_VertexID;
  tint = color;
  gl_PointSize = diameter;
  // Rows count downwards here as in the frame, so that reading back needs no flip.
  gl_Position = vec4((corner + diameter * 0.5) / size * 2.0 - 1.0, 0.0, 1.0);
}
