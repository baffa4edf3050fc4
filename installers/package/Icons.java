import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/// The icon, drawn: the corner of a room as points, its three sides in the colours of three principal components. As
/// SVG, PNG of several sizes, `.ico`, `.icns`, and the splash picture.
final class Icons {
  private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256, 512};
  private static final Color GROUND = new Color(0x161b22);

  private Icons() {}

  /// A dot in a square of side 1.
  private record Dot(double x, double y, double radius, Color color) {}

  static void write(Path folder) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Files.createDirectories(folder);
    for (int size : SIZES) {
      Files.write(folder.resolve("cadenza-" + size + ".png"), png(icon(size)));
    }
    Files.writeString(folder.resolve("cadenza.svg"), svg());
    Files.write(folder.resolve("cadenza.ico"), ico());
    Files.write(folder.resolve("cadenza.icns"), icns());
    Files.write(folder.resolve("splash.png"), png(splash()));
  }

  /// Few dots on a small icon, or they run together.
  private static List<Dot> dots(int perSide) {
    List<Dot> dots = new ArrayList<>();
    double step = 1.0 / perSide;
    for (int i = 0; i < perSide; i++) {
      for (int j = 0; j < perSide; j++) {
        double u = (i + 0.5) * step;
        double v = (j + 0.5) * step;
        dots.add(dot(u, v, 0, step, 0.60f)); // floor, teal
        dots.add(dot(u, 0, v, step, 0.09f)); // left wall, orange
        dots.add(dot(0, u, v, step, 0.78f)); // right wall, violet
      }
    }
    return dots;
  }

  /// Isometric: x to the lower left, y to the lower right, z up.
  private static Dot dot(double x, double y, double z, double step, float hue) {
    double px = 0.5 + (y - x) * 0.36;
    double py = 0.52 + (x + y) * 0.19 - z * 0.38;
    double away = Math.sqrt(x * x + y * y + z * z) / Math.sqrt(2);
    Color color =
        Color.getHSBColor(
            (float) (hue - 0.10 * away), 0.62f, (float) Math.clamp(1.0 - 0.35 * away, 0, 1));
    return new Dot(px, py, step * 0.155, color);
  }

  private static BufferedImage icon(int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = graphics(image);
    paint(g, 0, 0, size);
    g.dispose();
    return image;
  }

  private static int perSide(int size) {
    return size <= 24 ? 3 : size <= 48 ? 4 : 6;
  }

  private static void paint(Graphics2D g, double x, double y, double size) {
    g.setColor(GROUND);
    double round = size * 0.22;
    g.fill(new RoundRectangle2D.Double(x, y, size, size, round, round));
    for (Dot dot : dots(perSide((int) size))) {
      g.setColor(dot.color());
      double r = dot.radius() * size;
      g.fill(new Ellipse2D.Double(x + dot.x() * size - r, y + dot.y() * size - r, 2 * r, 2 * r));
    }
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return g;
  }

  private static String svg() {
    StringBuilder svg =
        new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 256 256\">\n"
                + "<rect width=\"256\" height=\"256\" rx=\"28\" fill=\"#161b22\"/>\n");
    for (Dot dot : dots(6)) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#%06x\"/>%n",
              dot.x() * 256,
              dot.y() * 256,
              dot.radius() * 256,
              dot.color().getRGB() & 0xffffff));
    }
    return svg.append("</svg>\n").toString();
  }

  private static BufferedImage splash() {
    BufferedImage image = new BufferedImage(440, 240, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = graphics(image);
    g.setColor(GROUND);
    g.fillRect(0, 0, 440, 240);
    paint(g, 28, 40, 160);
    g.setColor(new Color(0xe6edf3));
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 40));
    g.drawString("Cadenza", 212, 118);
    g.setColor(new Color(0x8b949e));
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    g.drawString("What a model sees in a scan", 214, 146);
    g.dispose();
    return image;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /// Windows: a directory of PNGs, which every Windows since Vista reads.
  private static byte[] ico() throws IOException {
    int[] sizes = {16, 24, 32, 48, 64, 256};
    List<byte[]> pictures = new ArrayList<>();
    for (int size : sizes) {
      pictures.add(png(icon(size)));
    }
    int offset = 6 + 16 * sizes.length;
    int total = offset + pictures.stream().mapToInt(picture -> picture.length).sum();
    ByteBuffer out = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0).putShort((short) 1).putShort((short) sizes.length);
    for (int i = 0; i < sizes.length; i++) {
      byte side = (byte) (sizes[i] == 256 ? 0 : sizes[i]);
      out.put(side).put(side).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
      out.putInt(pictures.get(i).length).putInt(offset);
      offset += pictures.get(i).length;
    }
    pictures.forEach(out::put);
    return out.array();
  }

  /// macOS: a list of tagged PNGs.
  private static byte[] icns() throws IOException {
    String[] tags = {"icp4", "icp5", "icp6", "ic07", "ic08", "ic09"};
    int[] sizes = {16, 32, 64, 128, 256, 512};
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    for (int i = 0; i < sizes.length; i++) {
      byte[] picture = png(icon(sizes[i]));
      out.writeBytes(tags[i]);
      out.writeInt(picture.length + 8);
      out.write(picture);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(whole);
    head.writeBytes("icns");
    head.writeInt(body.size() + 8);
    head.write(body.toByteArray());
    return whole.toByteArray();
  }
}
