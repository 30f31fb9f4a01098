"""QGIS as a GIS desk sees the register, as a picture: run by the distribution's own Python, without a screen."""

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFillSymbol,
    QgsLayerTreeModel,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsVectorLayerCache,
)
from qgis.gui import (
    QgsAttributeTableFilterModel,
    QgsAttributeTableModel,
    QgsAttributeTableView,
    QgsLayerTreeView,
    QgsMapCanvas,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QPixmap
from qgis.PyQt.QtWidgets import QLabel, QMainWindow, QSplitter

GRID = "EPSG:27700"
MARGIN_M = 4_000
AREAS = {"color": "#f3f2f1", "outline_color": "#505a5f", "outline_width": "0.4"}
HOMES = {"name": "circle", "color": "#1d70b8", "outline_color": "#ffffff", "size": "3"}
SIZE, MAP = QSize(1280, 800), QSize(956, 520)


def _layer(url, name, title, user, password):
    source = f"url='{url}/ogc' typename='{name}' username='{user}' password='{password}' srsname='{GRID}'"
    opened = QgsVectorLayer(source, title, "OAPIF")
    if not opened.isValid():
        sys.exit(f"{name}: {opened.error().message()}")
    return opened


def _around(layer):
    """The ground on which the features of a layer are, with a margin."""
    extent = QgsRectangle()
    for each in layer.getFeatures():
        if not each.geometry().isNull():
            extent.combineExtentWith(each.geometry().boundingBox())
    # QGIS of before 3.32 reads the layer in longitude and latitude.
    to_grid = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(GRID), QgsProject.instance())
    ground = to_grid.transformBoundingBox(extent)
    ground.grow(MARGIN_M)
    return ground


def _drawn(layers):
    """The map as a picture."""
    asked = QgsMapSettings()
    asked.setLayers(layers)
    asked.setDestinationCrs(QgsCoordinateReferenceSystem(GRID))
    asked.setTransformContext(QgsProject.instance().transformContext())
    asked.setOutputSize(MAP)
    asked.setExtent(_around(layers[0]))
    job = QgsMapRendererParallelJob(asked)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def _table(layer):
    """The attributes of a layer, as its table in QGIS."""
    cache = QgsVectorLayerCache(layer, 10_000)
    model = QgsAttributeTableModel(cache)
    model.loadLayer()
    shown = QgsAttributeTableFilterModel(QgsMapCanvas(), model)
    view = QgsAttributeTableView()
    view.setModel(shown)
    return view, (cache, model, shown)


def _take(url, user, password, file):
    areas = _layer(url, "areas-force", "Police force areas", user, password)
    homes = _layer(url, "homes-in-my-area", "Children's homes in your area", user, password)
    areas.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(AREAS)))
    homes.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(HOMES)))
    QgsProject.instance().addMapLayers([areas, homes])
    tree = QgsLayerTreeView()
    legend = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    tree.setModel(legend)
    ground = QLabel()
    ground.setPixmap(QPixmap.fromImage(_drawn([homes, areas])))
    table, kept = _table(homes)
    right = QSplitter(Qt.Vertical)
    right.addWidget(ground)
    right.addWidget(table)
    both = QSplitter()
    both.addWidget(tree)
    both.addWidget(right)
    both.setSizes([SIZE.width() - MAP.width(), MAP.width()])
    window = QMainWindow()
    window.setCentralWidget(both)
    window.resize(SIZE)
    window.show()
    tree.expandAll()
    for _ in range(10):
        QgsApplication.processEvents()
    taken = window.grab()
    if not taken.save(file):
        sys.exit(f"{file} cannot be written.")
    return {"homes": homes.featureCount(), "rows": kept[2].rowCount(), "colours": _colours(taken.toImage())}


def _colours(image):
    """Whether homes and areas were drawn: how many points of the picture have the colour of each."""
    wanted = {QColor(HOMES["color"]).rgb(): "homes", QColor(AREAS["color"]).rgb(): "areas"}
    found = dict.fromkeys(wanted.values(), 0)
    for across in range(0, image.width(), 2):
        for down in range(0, image.height(), 2):
            named = wanted.get(image.pixel(across, down))
            if named:
                found[named] += 1
    return found


if __name__ == "__main__":
    application = QgsApplication([], True)
    application.initQgis()
    sys.stdout.write(json.dumps(_take(**json.loads(sys.argv[1]))))
    sys.stdout.flush()
    os._exit(0)
